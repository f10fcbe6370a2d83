import { Button } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import type { GapCluster } from '../../../console/api.ts';
import { dayInWords } from '../../../domain/day-in-words.ts';
import { LANGUAGE_SIGNS, SWITCH_ORDER } from '../../languages.ts';
import { dayKey } from '../cases/hong-kong-time.ts';
import { Link } from '../parts/link.tsx';
import { addressOf } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { QuestionForm } from './question-form.tsx';
import { WordForm } from './word-form.tsx';

/** Wordings shown before «more». */
const SHOWN = 3;

/** One group of questions without an answer that helped. */
export function GapCard(props: { readonly cluster: GapCluster; readonly mayEditFiles: boolean }): ReactNode {
  const { texts } = useTexts();
  const { cluster } = props;
  const headingId = useId();
  const [open, setOpen] = useState<'question' | 'word' | null>(null);
  const [first] = cluster.questions;
  if (first === undefined) return null;
  const toggle = (which: 'question' | 'word'): void => setOpen(open === which ? null : which);
  return (
    <article className="gap" aria-labelledby={headingId}>
      <div className="gap-head">
        <p className="gap-count">{texts.gaps.times(cluster.count)}</p>
        <h2 id={headingId} lang={first.language}>
          {first.text}
        </h2>
      </div>
      <GapFacts cluster={cluster} />
      {cluster.questions.length > 1 ? <Wordings cluster={cluster} /> : null}
      <div className="form-actions">
        <Button variant="default" aria-expanded={open === 'question'} onClick={() => toggle('question')}>
          {texts.gaps.asQuestion}
        </Button>
        <Button variant="default" aria-expanded={open === 'word'} onClick={() => toggle('word')}>
          {texts.gaps.asWord}
        </Button>
        <Link className="text-link" href={addressOf({ page: 'bench' }, { question: first.text })}>
          {texts.gaps.tryIt}
        </Link>
      </div>
      {open === 'question' ? <QuestionForm cluster={cluster} mayEditFiles={props.mayEditFiles} /> : null}
      {open === 'word' ? <WordForm cluster={cluster} mayEditFiles={props.mayEditFiles} /> : null}
    </article>
  );
}

function GapFacts({ cluster }: { readonly cluster: GapCluster }): ReactNode {
  const { texts, language } = useTexts();
  const { nearest } = cluster;
  const asked = SWITCH_ORDER.filter((each) => cluster.languages[each] !== undefined);
  const statuses = Object.entries(cluster.statuses) as [keyof typeof texts.bench.statuses, number][];
  const reasons = Object.entries(cluster.reasons) as [keyof typeof texts.gaps.reasons, number][];
  return (
    <dl className="pairs">
      <div>
        <dt>{texts.gaps.nearest}</dt>
        <dd>
          {nearest === null ? (
            texts.gaps.noNearest
          ) : (
            <>
              <Link href={addressOf({ page: 'article', topic: nearest.topic, id: nearest.article })}>
                {nearest.title[language]}
              </Link>{' '}
              {nearest.section === null ? null : <code lang="en">#{nearest.section}</code>}
            </>
          )}
        </dd>
      </div>
      {cluster.unknownWords.length === 0 ? null : (
        <div>
          <dt>{texts.gaps.unknown}</dt>
          <dd>
            <ul className="words">
              {cluster.unknownWords.map(({ word, language: of }) => (
                <li key={`${of} ${word}`} className="word word-unknown" lang={of}>
                  {word}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
      <div>
        <dt>{texts.bench.status}</dt>
        <dd>{statuses.map(([status, count]) => `${texts.bench.statuses[status]} ${count}`).join(' · ')}</dd>
      </div>
      {cluster.downVoted === 0 ? null : (
        <div>
          <dt>{texts.gaps.downVoted}</dt>
          <dd>
            {[
              texts.gaps.downVotes(cluster.downVoted),
              ...reasons.map(([reason, count]) => `${texts.gaps.reasons[reason]} ${count}`),
            ].join(' · ')}
          </dd>
        </div>
      )}
      <div>
        <dt>{texts.articles.languages}</dt>
        <dd>
          {asked.map((each) => `${LANGUAGE_SIGNS[each].sign} ${cluster.languages[each] ?? 0}`).join(' · ')}
          <span className="quiet">
            {' '}
            · {texts.gaps.last} {dayInWords(dayKey(cluster.lastAt), language)}
          </span>
        </dd>
      </div>
    </dl>
  );
}

function Wordings({ cluster }: { readonly cluster: GapCluster }): ReactNode {
  const { texts } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  const others = cluster.questions.slice(1);
  const shown = isOpen ? others : others.slice(0, SHOWN);
  return (
    <div>
      <p className="under">{texts.gaps.wordings}</p>
      <ul className="wordings">
        {shown.map(({ text, language, count }) => (
          <li key={`${language} ${text}`}>
            <span lang={language}>{text}</span>
            {count > 1 ? <span className="quiet"> × {count}</span> : null}
          </li>
        ))}
      </ul>
      {others.length > shown.length ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setIsOpen(true)}>
          {texts.gaps.more(others.length - shown.length)}
        </Button>
      ) : null}
    </div>
  );
}
