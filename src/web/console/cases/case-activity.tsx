import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import type { CaseDetail } from '../../../console/cases/case-api.ts';
import type { TicketEvent } from '../../../domain/ticket.ts';
import { Link } from '../parts/link.tsx';
import { addressOf } from '../route.ts';
import type { CaseTexts } from '../texts/case-texts.en.ts';
import { useTexts } from '../texts/use-texts.ts';
import { ActionDialog } from './action-dialog.tsx';
import { channelName } from './channel-name.ts';
import { momentOf } from './hong-kong-time.ts';
import { useNow } from './use-now.ts';

/** What colleagues wrote, what happened, and cases that may be the same. */
export function CaseActivity({ detail }: { readonly detail: CaseDetail }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.case;
  const now = useNow();
  const id = useId();
  return (
    <div className="case-activity">
      <section aria-labelledby={`${id}-notes`}>
        <h2 id={`${id}-notes`}>{words.notes}</h2>
        {detail.notes.length === 0 ? (
          <p className="quiet">{words.noNotes}</p>
        ) : (
          <ul className="case-notes">
            {detail.notes.map((note) => (
              <li key={note.id}>
                <p className="message-head">
                  <span className="message-author">{note.author}</span>{' '}
                  <time dateTime={note.at}>{momentOf(note.at, language, now)}</time>
                </p>
                <p className="plain-text">{note.text}</p>
              </li>
            ))}
          </ul>
        )}
      </section>
      <SimilarCases detail={detail} />
      <section aria-labelledby={`${id}-timeline`}>
        <h2 id={`${id}-timeline`}>{words.timeline}</h2>
        <ol className="timeline">
          {detail.events.toReversed().map((event) => (
            <li key={event.sequence}>
              <time dateTime={event.at}>{momentOf(event.at, language, now)}</time>
              <p>
                <span className="message-author">{actorOf(event, words.authors)}</span> {happenedIn(event, texts.cases)}
                {event.reason === '' ? null : <span className="under plain-text">{reasonOf(event, texts.cases)}</span>}
              </p>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

/** What the program gave as its reason is a key of our texts; what a person typed is shown as it is. */
function reasonOf({ reason, detail }: TicketEvent, words: CaseTexts): string {
  const undelivered = words.undeliveredReasons[reason];
  if (undelivered !== undefined)
    return detail['code'] === undefined ? undelivered : `${undelivered} (${detail['code']})`;
  return words.offerReasons[reason] ?? reason;
}

/** An officer whom a case was offered to is named, and where a visitor went. */
function happenedIn({ what, detail }: TicketEvent, words: CaseTexts): string {
  const { from, to } = detail;
  if (what === 'moved' && from !== undefined && to !== undefined)
    return words.movedFrom(channelName(from, words), channelName(to, words));
  return what === 'offered' && detail['officer'] !== undefined
    ? words.queue.offeredTo(detail['officer'])
    : words.events[what];
}

function actorOf({ actor }: TicketEvent, names: { readonly visitor: string; readonly system: string }): string {
  if (actor.kind === 'visitor') return names.visitor;
  return actor.name === '' ? names.system : actor.name;
}

function SimilarCases({ detail }: { readonly detail: CaseDetail }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.case;
  const now = useNow();
  const id = useId();
  const [into, setInto] = useState<CaseDetail['similar'][number] | null>(null);
  if (detail.similar.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{words.similar}</h2>
      <ul className="similar">
        {detail.similar.map((other) => (
          <li key={other.id}>
            <span>
              <Link href={addressOf({ page: 'case', id: other.id })}>{other.number}</Link>
              <span className="under">
                {texts.cases.states[other.state]} · {momentOf(other.openedAt, language, now)}
              </span>
            </span>
            {detail.may.includes('merge') ? (
              <Button variant="default" aria-label={words.mergeIntoOf(other.number)} onClick={() => setInto(other)}>
                {words.mergeInto}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {into === null ? null : (
        <ActionDialog
          caseId={detail.id}
          title={texts.cases.actions.merge}
          lead={texts.cases.actions.leads.merge(into.number)}
          commandOf={(reason) => ({ kind: 'merge', into: into.id, reason })}
          onClose={() => setInto(null)}
        />
      )}
    </section>
  );
}
