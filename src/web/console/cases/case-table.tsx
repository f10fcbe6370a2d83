import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CaseRow } from '../../../console/cases/case-api.ts';
import { hasEnded } from '../../../domain/ticket.ts';
import { Link } from '../parts/link.tsx';
import { addressOf } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { channelName } from './channel-name.ts';
import { durationInWords } from './duration.ts';
import { momentOf } from './hong-kong-time.ts';
import { useNow } from './use-now.ts';

/** Cases as rows, on a phone as cards. The bar at the left says how urgent, in colour and in words. */
export function CaseTable(props: {
  readonly rows: readonly CaseRow[];
  /** Id of the case that is being claimed. */
  readonly claiming: string | null;
  readonly onClaim: (row: CaseRow) => void;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.queue;
  const now = useNow();
  return (
    <table className="data stacked case-table">
      <thead>
        <tr>
          <th scope="col">{words.case}</th>
          <th scope="col">{words.about}</th>
          <th scope="col">{words.waiting}</th>
          <th scope="col">{words.from}</th>
          <th scope="col">{words.has}</th>
          <th scope="col" className="number">
            {words.score}
          </th>
          <th scope="col">
            <span className="visually-hidden">{words.action}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <Row key={row.id} row={row} now={now} isClaiming={props.claiming === row.id} onClaim={props.onClaim} />
        ))}
      </tbody>
    </table>
  );
}

function Row(props: {
  readonly row: CaseRow;
  readonly now: number;
  readonly isClaiming: boolean;
  readonly onClaim: (row: CaseRow) => void;
}): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.queue;
  const { row, now } = props;
  const company = row.company === '' ? words.noCompany : row.company;
  return (
    <tr data-urgency={row.urgency}>
      <th scope="row">
        <Link href={addressOf({ page: 'case', id: row.id })} data-case-link={row.id} className="case-link">
          <span lang={row.language}>{company}</span>
        </Link>
        <span className="under case-number" lang="en">
          {row.number}
        </span>
        <span className="case-summary" lang={row.language}>
          {lastWords(row)}
        </span>
        {row.labels.length === 0 ? null : (
          <span className="case-labels">
            {row.labels.map((label) => (
              <span key={label} className="label">
                {label}
              </span>
            ))}
          </span>
        )}
      </th>
      <td data-label={words.about}>
        {row.needs.map((need) => need[language]).join(' · ') || '–'}
        <span className="under">{row.markets.map((market) => market[language]).join(' · ')}</span>
      </td>
      <td data-label={words.waiting}>
        <Waiting row={row} now={now} />
      </td>
      <td data-label={words.from}>
        {channelName(row.channel, texts.cases)}
        <span className="under">{texts.languages[row.language]}</span>
      </td>
      <td data-label={words.has}>
        {row.isMine ? words.you : (row.officer ?? (hasEnded(row.state) ? null : words.nobody))}
        {row.offeredTo === null ? null : (
          <span className="under">{row.offeredTo.isMe ? words.offeredToYou : words.offeredTo(row.offeredTo.name)}</span>
        )}
        <span className="under">{row.desk.name[language]}</span>
      </td>
      <td data-label={words.score} className="number">
        {row.score}
        <span className="under">{texts.cases.bands[row.band]}</span>
      </td>
      <td className="case-action">
        {row.state === 'new' && row.officer === null ? (
          <Button
            variant="default"
            loading={props.isClaiming}
            aria-label={words.claimOf(company)}
            onClick={() => props.onClaim(row)}
          >
            {words.claim}
          </Button>
        ) : (
          <span className="quiet">{texts.cases.states[row.state]}</span>
        )}
      </td>
    </tr>
  );
}

function Waiting({ row, now }: { readonly row: CaseRow; readonly now: number }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.queue;
  if (row.waitingSince === null) return <span className="quiet">{words.notWaiting}</span>;
  return (
    <>
      <span className="waiting">{durationInWords(now - Date.parse(row.waitingSince), texts.cases.duration)}</span>
      {row.urgency === 'none' ? null : (
        <>
          <span className={`urgency urgency-${row.urgency}`}>{texts.cases.urgency[row.urgency]}</span>
          <span className="under">{words.dueAt(momentOf(row.promisedBy, language, now))}</span>
        </>
      )}
    </>
  );
}

/** Before an officer has it, the last message is the assistant's own; what the visitor is after says more. */
function lastWords({ state, lastMessage, summary }: CaseRow): string {
  const isFirst = state === 'new' && summary !== '';
  return isFirst || lastMessage === '' ? summary : lastMessage;
}
