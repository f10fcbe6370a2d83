import type { ReactNode } from 'react';
import type { AnnouncementChoice, AnnouncementChoices, AnnouncementView } from '../../../console/api.ts';
import { useTexts } from '../texts/use-texts.ts';

type Audience = AnnouncementView['audience'];

/** Topics, markets and provinces to be ticked. Long lists are closed until they are wanted. */
export function AudienceFields(props: {
  readonly audience: Audience;
  readonly choices: AnnouncementChoices;
  readonly onChange: (audience: Audience) => void;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.announcements;
  const { audience, choices, onChange } = props;
  return (
    <section className="form" aria-labelledby="audience">
      <div>
        <h2 id="audience">{words.audience}</h2>
        <p className="quiet">{words.audienceLead}</p>
      </div>
      <Ticks
        label={words.topics}
        choices={choices.topics}
        chosen={audience.topics}
        onChosen={(topics) => onChange({ ...audience, topics })}
      />
      <Ticks
        label={words.markets}
        choices={choices.markets}
        chosen={audience.markets}
        onChosen={(markets) => onChange({ ...audience, markets })}
      />
      <Ticks
        label={words.provinces}
        hint={words.provincesHint}
        choices={choices.provinces}
        chosen={audience.provinces}
        onChosen={(provinces) => onChange({ ...audience, provinces })}
      />
    </section>
  );
}

function Ticks(props: {
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly AnnouncementChoice[];
  readonly chosen: readonly string[];
  readonly onChosen: (ids: readonly string[]) => void;
}): ReactNode {
  const { texts, language } = useTexts();
  const { label, choices, chosen, onChosen } = props;
  const toggle = (id: string, isOn: boolean): void =>
    onChosen(isOn ? [...chosen, id] : chosen.filter((other) => other !== id));
  return (
    <details className="ticks" open={chosen.length > 0 ? true : undefined}>
      <summary>
        {label} <span className="quiet">{texts.announcements.chosen(chosen.length)}</span>
      </summary>
      {props.hint === undefined ? null : <p className="quiet">{props.hint}</p>}
      <fieldset className="ticks-list">
        <legend className="visually-hidden">{label}</legend>
        {choices.map(({ id, name }) => (
          <label key={id} className="tick">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
            <span>{name[language]}</span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}
