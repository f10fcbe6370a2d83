import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

export interface ComboboxOption {
  readonly id: string;
  readonly label: string;
  /** Said beside it, smaller. */
  readonly hint?: string;
  /** Language of the label, when it is not the page's. */
  readonly lang?: string | undefined;
}

export interface ComboboxGroup {
  /** null: the only group, which needs no name. */
  readonly name: string | null;
  readonly options: readonly ComboboxOption[];
}

/**
 * A field with the list of what fits below it, always open (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/, list
 * autocomplete with automatic selection): the focus stays in the field, arrows and Page keys move in the list, Enter takes.
 */
export function Combobox(props: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** What fits, in order; names of groups and ids of options are unique. */
  readonly groups: readonly ComboboxGroup[];
  readonly onChoose: (id: string) => void;
  readonly onEscape?: () => void;
  /** Said when nothing fits. */
  readonly empty: string;
  /** Said to screen readers when the number changes. */
  readonly count: (options: number) => string;
}): ReactNode {
  const { label, value, groups, onChoose } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const options = groups.flatMap((group) => group.options);
  const [wanted, setWanted] = useState<string | null>(null);
  // What was chosen with the arrows may no longer fit.
  const at = Math.max(
    options.findIndex((option) => option.id === wanted),
    0,
  );
  const active = options[at];
  const idOf = (option: ComboboxOption): string => `${id}-${option.id}`;
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active?.id]);

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // While an input method composes, keys are its own. Safari says so only by the key code 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const next = moved(event.key, at, options.length);
    if (next !== undefined) {
      event.preventDefault();
      setWanted(options[next]?.id ?? null);
    } else if (event.key === 'Enter') {
      // It may stand in a form.
      event.preventDefault();
      if (active !== undefined) onChoose(active.id);
    } else if (event.key === 'Escape' && props.onEscape !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      props.onEscape();
    }
  };
  return (
    <div className="combobox">
      <label className="combobox-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="combobox-field"
        type="text"
        role="combobox"
        aria-expanded={options.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active === undefined ? undefined : idOf(active)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        value={value}
        onChange={(event) => {
          setWanted(null);
          props.onValue(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <p className="visually-hidden" role="status">
        {props.count(options.length)}
      </p>
      {options.length === 0 ? <p className="quiet">{props.empty}</p> : null}
      <div
        className="combobox-list"
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        ref={list}
        hidden={options.length === 0}
      >
        {groups.map((group, index) =>
          group.options.length === 0 ? null : (
            <div
              key={group.name ?? ''}
              role="group"
              aria-labelledby={group.name === null ? undefined : `${id}-group-${index}`}
              aria-label={group.name === null ? label : undefined}
            >
              {group.name === null ? null : (
                <p className="combobox-group" id={`${id}-group-${index}`} role="presentation">
                  {group.name}
                </p>
              )}
              {group.options.map((option) => (
                <div
                  key={option.id}
                  id={idOf(option)}
                  role="option"
                  aria-selected={option.id === active?.id}
                  className="combobox-option"
                  // The field keeps the focus.
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => onChoose(option.id)}
                >
                  <span lang={option.lang}>{option.label}</span>
                  {option.hint === undefined ? null : <span className="under">{option.hint}</span>}
                </div>
              ))}
            </div>
          ),
        )}
      </div>
    </div>
  );
}

/** The place that a key leads to, from the end to the beginning and back; undefined for other keys. */
function moved(key: string, at: number, length: number): number | undefined {
  if (length === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % length;
    case 'ArrowUp':
      return (at + length - 1) % length;
    case 'PageDown':
      return Math.min(at + 8, length - 1);
    case 'PageUp':
      return Math.max(at - 8, 0);
    default:
      return undefined;
  }
}
