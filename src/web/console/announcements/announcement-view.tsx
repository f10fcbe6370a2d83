import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type {
  AnnouncementChoice,
  AnnouncementChoices,
  AnnouncementPreview,
  AnnouncementView as View,
} from '../../../console/api.ts';
import { post } from '../call.ts';
import { momentOf } from '../cases/hong-kong-time.ts';
import { useNow } from '../cases/use-now.ts';
import { Loading } from '../parts/loading.tsx';
import { Note } from '../parts/note.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { ANNOUNCEMENTS_KEY } from './announcement-queries.ts';
import { PreviewView } from './preview-view.tsx';

/** An announcement that is not written any more: whom it reaches, the decision, how far it has got, what was done. */
export function AnnouncementView(props: {
  readonly announcement: View;
  readonly choices: AnnouncementChoices;
  /** Its form stands above. */
  readonly isOpen: boolean;
}): ReactNode {
  const { announcement, choices, isOpen } = props;
  return (
    <div className="form announcement-form">
      {isOpen ? null : <Audience announcement={announcement} choices={choices} />}
      {announcement.state === 'awaiting' ? <Awaiting announcement={announcement} /> : null}
      {['approved', 'sending', 'sent'].includes(announcement.state) ? <Progress announcement={announcement} /> : null}
      <History announcement={announcement} />
    </div>
  );
}

function Audience(props: { readonly announcement: View; readonly choices: AnnouncementChoices }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.announcements;
  const { topics, markets, provinces } = props.announcement.audience;
  const namesOf = (ids: readonly string[], choices: readonly AnnouncementChoice[]) =>
    ids
      .map((id) => choices.find((choice) => choice.id === id)?.name[language] ?? id)
      .join(language === 'en' ? ', ' : '、');
  return (
    <section>
      <h2>{words.audience}</h2>
      <dl className="pairs">
        {(
          [
            [words.topics, namesOf(topics, props.choices.topics)],
            [words.markets, namesOf(markets, props.choices.markets)],
            [words.provinces, namesOf(provinces, props.choices.provinces)],
          ] as const
        ).map(([label, names]) =>
          names === '' ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{names}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

/** The preview as of now, and the decision for those who may make it. */
function Awaiting({ announcement }: { readonly announcement: View }): ReactNode {
  const { texts } = useTexts();
  const words = texts.announcements;
  const { id, version, audience } = announcement;
  const [reason, setReason] = useState('');
  const queries = useQueryClient();
  const preview = useMutation({
    mutationFn: () => post<AnnouncementPreview>('/announcements/preview', { texts: announcement.texts, audience }),
  });
  // Once for each version: the counts are those of the moment in which somebody looks.
  useEffect(() => preview.mutate(), [version]);
  const decide = useMutation({
    mutationFn: (approves: boolean) => post<View>('/announcements/decide', { id, version, approves, reason }),
    onSuccess: (view) => queries.setQueryData([ANNOUNCEMENTS_KEY, 'one', id], view),
    onSettled: () => queries.invalidateQueries({ queryKey: [ANNOUNCEMENTS_KEY] }),
  });
  return (
    <>
      {preview.data === undefined ? (
        preview.error === null ? (
          <Loading />
        ) : (
          <Problem error={preview.error} />
        )
      ) : (
        <PreviewView preview={preview.data} />
      )}
      {announcement.mayDecide ? (
        <section className="panel" aria-labelledby="decide">
          <div>
            <h2 id="decide">{words.decide}</h2>
            <p className="quiet">{words.decideLead}</p>
          </div>
          <Textarea
            label={words.reason}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {decide.error === null ? null : <Problem error={decide.error} />}
          <div className="form-actions">
            <Button loading={decide.isPending && decide.variables} onClick={() => decide.mutate(true)}>
              {words.approve}
            </Button>
            <Button
              variant="default"
              disabled={reason.trim() === ''}
              loading={decide.isPending && !decide.variables}
              onClick={() => decide.mutate(false)}
            >
              {words.reject}
            </Button>
          </div>
        </section>
      ) : (
        <Note tone="plain">
          <p>{words.waits}</p>
        </Note>
      )}
    </>
  );
}

function Progress({ announcement: { progress } }: { readonly announcement: View }): ReactNode {
  const { texts } = useTexts();
  const words = texts.announcements;
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">{words.progress}</h2>
      <dl className="pairs" role="status">
        {(['sent', 'queued', 'held', 'dropped', 'failed'] as const).map((state) => (
          <div key={state}>
            <dt>{words[state]}</dt>
            <dd>{progress[state]}</dd>
          </div>
        ))}
      </dl>
      {progress.failed === 0 ? null : <p className="quiet">{words.failedHint}</p>}
    </section>
  );
}

function History({ announcement: { events } }: { readonly announcement: View }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.announcements;
  const now = useNow();
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.history}</h2>
      <ul className="events">
        {events.map(({ at, actor, what, reason }) => (
          <li key={`${at} ${what}`}>
            <time dateTime={at}>{momentOf(at, language, now)}</time>
            <span>
              <span className="event-subject">{actor === '' ? words.byItself : actor}</span> {words.events[what]}
              {reason === '' ? '' : `: ${reason}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
