import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { AnnouncementChoices, AnnouncementPreview, AnnouncementView } from '../../../console/api.ts';
import { LANGUAGES, type Language } from '../../languages.ts';
import { post } from '../call.ts';
import { Note } from '../parts/note.tsx';
import { Problem } from '../parts/problem.tsx';
import { addressOf, goTo } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ANNOUNCEMENTS_KEY } from './announcement-queries.ts';
import { AudienceFields } from './audience-fields.tsx';
import { PreviewView } from './preview-view.tsx';

type AnnouncementTexts = AnnouncementView['texts'];
type Audience = AnnouncementView['audience'];

const NOBODY: Audience = { topics: [], markets: [], provinces: [] };

/** Three languages, an audience, and a preview before it goes to a second person. `stored`: null for a new one. */
export function AnnouncementForm(props: {
  readonly id: string;
  readonly stored: AnnouncementView | null;
  readonly choices: AnnouncementChoices;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.announcements;
  const { id, stored } = props;
  const [written, setWritten] = useState<AnnouncementTexts>(stored?.texts ?? {});
  const [audience, setAudience] = useState<Audience>(stored?.audience ?? NOBODY);
  const [version, setVersion] = useState(stored?.version ?? 0);
  const content = { texts: filled(written), audience };
  const preview = useMutation({
    mutationFn: (asked: typeof content) => post<AnnouncementPreview>('/announcements/preview', asked),
  });
  // Of what stands here now, not of what stood here before.
  const isPreviewed = preview.isSuccess && JSON.stringify(preview.variables) === JSON.stringify(content);
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: async (submits: boolean) => {
      const saved = await post<AnnouncementView>('/announcements/save', { id, version, ...content });
      setVersion(saved.version);
      return submits ? post<AnnouncementView>('/announcements/submit', { id, version: saved.version }) : saved;
    },
    onSuccess: (view) => {
      queries.setQueryData([ANNOUNCEMENTS_KEY, 'one', id], view);
      if (stored === null || view.state !== 'draft')
        goTo(addressOf({ page: 'announcements' }, { id }), { replace: true });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [ANNOUNCEMENTS_KEY, 'list'] }),
  });
  const setText = (language: Language, change: { readonly title?: string; readonly body?: string }): void =>
    setWritten({ ...written, [language]: { title: '', body: '', ...written[language], ...change } });
  return (
    <form
      className="form announcement-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(false);
      }}
    >
      {stored?.state === 'rejected' ? (
        <Note tone="warn">
          <p>{words.rejectedFor(stored.decidedBy, stored.reason)}</p>
        </Note>
      ) : null}
      <div className="announcement-languages">
        {LANGUAGES.map((language) => (
          <fieldset key={language} className="panel">
            <legend>{words.languages[language]}</legend>
            <TextInput
              label={words.heading}
              lang={language}
              maxLength={120}
              value={written[language]?.title ?? ''}
              onChange={(event) => setText(language, { title: event.currentTarget.value })}
            />
            <Textarea
              label={words.body}
              lang={language}
              rows={6}
              maxLength={1500}
              value={written[language]?.body ?? ''}
              onChange={(event) => setText(language, { body: event.currentTarget.value })}
            />
            {content.texts[language] === undefined ? <p className="quiet">{words.missing}</p> : null}
          </fieldset>
        ))}
      </div>
      <AudienceFields audience={audience} choices={props.choices} onChange={setAudience} />
      {preview.data === undefined || !isPreviewed ? null : <PreviewView preview={preview.data} />}
      {preview.error === null ? null : <Problem error={preview.error} />}
      {save.error === null ? null : <Problem error={save.error} />}
      {save.isSuccess ? (
        <Note tone="good" role="status">
          <p>{words.saved}</p>
        </Note>
      ) : null}
      <div className="form-actions">
        <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate(content)}>
          {words.preview}
        </Button>
        <Button type="submit" variant="default" loading={save.isPending && !save.variables}>
          {words.save}
        </Button>
        <Button disabled={!isPreviewed} loading={save.isPending && save.variables} onClick={() => save.mutate(true)}>
          {words.submit}
        </Button>
        {isPreviewed ? null : <span className="quiet">{words.previewFirst}</span>}
      </div>
    </form>
  );
}

/** Languages in which something is written. */
function filled(written: AnnouncementTexts): AnnouncementTexts {
  const entries = Object.entries(written).filter(([, { title, body }]) => title.trim() !== '' || body.trim() !== '');
  return Object.fromEntries(entries);
}
