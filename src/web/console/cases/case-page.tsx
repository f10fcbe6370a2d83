import { Tabs } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CaseDetail } from '../../../console/cases/case-api.ts';
import { hasEnded } from '../../../domain/ticket.ts';
import { CallError } from '../call.ts';
import { Link } from '../parts/link.tsx';
import { Loading } from '../parts/loading.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Problem } from '../parts/problem.tsx';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { addressOf } from '../route.ts';
import type { CaseTexts } from '../texts/case-texts.en.ts';
import { useTexts } from '../texts/use-texts.ts';
import { CallFacts } from './call-actions.tsx';
import { CaseActions } from './case-actions.tsx';
import { CaseActivity } from './case-activity.tsx';
import { CaseBrief } from './case-brief.tsx';
import { useCase } from './case-queries.ts';
import { channelName } from './channel-name.ts';
import { Composer } from './composer.tsx';
import { EMPTY_WORDS, type Words } from './composer-words.ts';
import { durationInWords } from './duration.ts';
import { momentOf } from './hong-kong-time.ts';
import { Transcript } from './transcript.tsx';
import { useNow } from './use-now.ts';
import { useReadMentions } from './use-read-mentions.ts';
import { useShowSeen } from './use-show-seen.ts';

/** One case: the conversation beside what is known and what can be done; on a narrow window they are tabs. */
export function CasePage({ id }: { readonly id: string }): ReactNode {
  const { texts } = useTexts();
  const found = useCase(id);
  // Here, so that what is half written outlives a change of tabs or of the window's width.
  const [words, setWords] = useState<Words>(EMPTY_WORDS);
  const isNarrow = useIsNarrow();
  useReadMentions(id);
  useShowSeen(found.data);
  if (found.data === undefined)
    return (
      <>
        <BackLink />
        {found.isPending ? (
          <Loading />
        ) : (
          <>
            <PageHead title={texts.pages.cases} />
            <Problem error={found.error} {...(isGone(found.error) ? {} : { onRetry: () => void found.refetch() })} />
          </>
        )}
      </>
    );
  const detail = found.data;
  const conversation = (
    <section className="conversation" aria-label={texts.cases.case.tabs.conversation}>
      <Transcript detail={detail} />
      <Composer detail={detail} words={words} onWords={setWords} />
    </section>
  );
  const brief = <CaseBrief detail={detail} />;
  const activity = <CaseActivity detail={detail} />;
  return (
    <article className="case">
      <CaseHead detail={detail} />
      {found.error === null ? null : <Problem error={found.error} onRetry={() => void found.refetch()} />}
      {isNarrow ? (
        <Tabs defaultValue="conversation">
          <Tabs.List aria-label={texts.cases.case.detail}>
            {(['conversation', 'brief', 'activity'] as const).map((tab) => (
              <Tabs.Tab key={tab} value={tab}>
                {texts.cases.case.tabs[tab]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="conversation">{conversation}</Tabs.Panel>
          <Tabs.Panel value="brief">{brief}</Tabs.Panel>
          <Tabs.Panel value="activity">{activity}</Tabs.Panel>
        </Tabs>
      ) : (
        <div className="case-columns">
          {conversation}
          <aside className="case-side" aria-label={texts.cases.case.detail} tabIndex={0}>
            {brief}
            {activity}
          </aside>
        </div>
      )}
    </article>
  );
}

function isGone(error: unknown): boolean {
  return error instanceof CallError && (error.status === 404 || error.status === 403);
}

function BackLink(): ReactNode {
  const { texts } = useTexts();
  return (
    <p className="back">
      <Link href={addressOf({ page: 'cases' })}>← {texts.cases.case.back}</Link>
    </p>
  );
}

function CaseHead({ detail }: { readonly detail: CaseDetail }): ReactNode {
  const { texts, language } = useTexts();
  const now = useNow();
  const words = texts.cases;
  const company = detail.company === '' ? words.queue.noCompany : detail.company;
  const facts = [
    words.states[detail.state],
    ...holderOf(detail, words.queue),
    detail.desk.name[language],
    channelName(detail.channel, words),
    texts.languages[detail.language],
    ...(detail.snoozedUntil === null ? [] : [words.case.snoozedUntil(momentOf(detail.snoozedUntil, language, now))]),
    ...(detail.rating === null ? [] : [words.case.rating(detail.rating)]),
  ];
  return (
    <div className="case-head" data-urgency={detail.urgency}>
      <div className="case-top">
        <BackLink />
        <CaseActions detail={detail} />
      </div>
      <PageHead title={company} lang={detail.language} />
      <p className="case-facts">
        <span className="case-number" lang="en">
          {detail.number}
        </span>
        {facts.map((fact, index) => (
          <span key={index}>{fact}</span>
        ))}
        <CallFacts detail={detail} />
        {detail.waitingSince === null ? null : (
          <span>
            {words.queue.waiting} {durationInWords(now - Date.parse(detail.waitingSince), words.duration)}
          </span>
        )}
        {detail.urgency === 'none' ? null : (
          <span className={`urgency urgency-${detail.urgency}`}>
            {words.urgency[detail.urgency]} · {words.queue.dueAt(momentOf(detail.promisedBy, language, now))}
          </span>
        )}
      </p>
    </div>
  );
}

/** Who has it. Of a case that has ended, nobody does, and nobody will. */
function holderOf({ isMine, officer, state, offeredTo }: CaseDetail, words: CaseTexts['queue']): readonly string[] {
  if (isMine) return [words.you];
  if (offeredTo !== null) return [offeredTo.isMe ? words.offeredToYou : words.offeredTo(offeredTo.name)];
  return officer === null && hasEnded(state) ? [] : [officer ?? words.nobody];
}
