import type { ReactNode } from 'react';

/** Any number of a few choices, under one name. */
export function Checks<Id extends string>(props: {
  readonly legend: string;
  readonly hint?: string;
  readonly choices: readonly { readonly id: Id; readonly label: string }[];
  readonly chosen: readonly Id[];
  readonly onChange: (chosen: readonly Id[]) => void;
}): ReactNode {
  const { chosen } = props;
  return (
    <fieldset className="checks">
      <legend>{props.legend}</legend>
      {props.hint === undefined ? null : <p className="under">{props.hint}</p>}
      {props.choices.map(({ id, label }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              props.onChange(event.currentTarget.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
