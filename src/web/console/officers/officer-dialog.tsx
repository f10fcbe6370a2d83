import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { OfficerList, OfficerSettings } from '../../../console/cases/case-api.ts';
import { LANGUAGES, type Language, type LocalizedText } from '../../../domain/language.ts';
import { post } from '../call.ts';
import { dayKey } from '../cases/hong-kong-time.ts';
import { Checks } from '../parts/checks.tsx';
import { ModalDialog } from '../parts/modal-dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';

const NO_SIGNATURE: LocalizedText = { en: '', 'zh-Hant': '', 'zh-Hans': '' };

/** An officer's settings, to be changed by a supervisor or an admin. */
export function OfficerDialog(props: {
  readonly officer: OfficerList['officers'][number];
  readonly desks: OfficerList['desks'];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.officers;
  const { officer } = props;
  const [today] = useState(() => dayKey(new Date().toISOString()));
  // A desk that was taken out of the routing since is not sent back.
  const [desks, setDesks] = useState<readonly string[]>(
    officer.desks.filter((id) => props.desks.some((desk) => desk.id === id)),
  );
  const [languages, setLanguages] = useState(officer.languages);
  const [capacity, setCapacity] = useState(String(officer.capacity));
  const [email, setEmail] = useState(officer.email ?? '');
  const [outDay, setOutDay] = useState(futureDay(officer.outUntil, today));
  const [signature, setSignature] = useState<LocalizedText>(officer.signature ?? NO_SIGNATURE);
  const signs = LANGUAGES.some((each) => signature[each].trim() !== '');
  const save = useMutation({
    mutationFn: () =>
      post<OfficerSettings>(`/officers/${encodeURIComponent(officer.id)}`, {
        desks,
        languages,
        capacity: Number(capacity),
        email: email.trim() === '' ? null : email.trim(),
        outUntil: outDay === '' ? null : new Date(`${outDay}T00:00:00+08:00`).toISOString(),
        signature: signs ? signature : null,
      }),
    onSuccess: props.onSaved,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <ModalDialog title={words.editOf(officer.name)} onClose={props.onClose}>
      <form className="form" onSubmit={submit}>
        {save.error === null ? null : <Problem error={save.error} />}
        <Checks
          legend={words.desks}
          hint={words.desksHint}
          choices={props.desks.map(({ id, name }) => ({ id, label: name[language] }))}
          chosen={desks}
          onChange={setDesks}
        />
        <Checks<Language>
          legend={words.languages}
          hint={words.languagesHint}
          choices={LANGUAGES.map((id) => ({ id, label: texts.languages[id] }))}
          chosen={languages}
          onChange={setLanguages}
        />
        <TextInput
          type="number"
          min={1}
          max={200}
          required
          withAsterisk={false}
          label={words.capacity}
          description={words.capacityHint}
          value={capacity}
          onChange={(event) => setCapacity(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          min={today}
          label={words.outField}
          description={words.outHint}
          value={outDay}
          onChange={(event) => setOutDay(event.currentTarget.value)}
        />
        <TextInput
          type="email"
          autoComplete="off"
          label={words.email}
          description={words.emailHint}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <fieldset className="checks">
          <legend>{words.signature}</legend>
          <p className="under">{words.signatureHint}</p>
          {LANGUAGES.map((each) => (
            <TextInput
              key={each}
              label={texts.languages[each]}
              maxLength={120}
              required={signs}
              withAsterisk={false}
              value={signature[each]}
              onChange={(event) => {
                const { value } = event.currentTarget;
                setSignature((known) => ({ ...known, [each]: value }));
              }}
            />
          ))}
        </fieldset>
        <div className="form-actions">
          <Button type="submit" loading={save.isPending}>
            {texts.save}
          </Button>
          <Button variant="default" onClick={props.onClose}>
            {texts.cancel}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}

/** The day of an absence that lies ahead; empty for none and for one that is over. */
function futureDay(outUntil: string | null, today: string): string {
  if (outUntil === null) return '';
  const day = dayKey(outUntil);
  return day > today ? day : '';
}
