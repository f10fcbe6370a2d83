import type { ReactNode } from 'react';
import type { BenchView } from '../../../console/api.ts';
import { answerBlocks } from '../../chat/answer/answer-blocks.ts';
import { SourcesList, sourceId } from '../../chat/answer/sources-list.tsx';
import { MarkdownView, TableView } from '../../chat/markdown/markdown-view.tsx';
import { Link } from '../parts/link.tsx';
import { addressOf } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { PassageTable } from './passage-table.tsx';

/** The answer as the chat would show it, then why. */
export function BenchResult({ view }: { readonly view: BenchView }): ReactNode {
  const { texts } = useTexts();
  return (
    <div className="bench-result" aria-live="polite">
      <div className="bench-columns">
        <section aria-labelledby="bench-answer">
          <h2 id="bench-answer">{texts.bench.answer}</h2>
          <AnswerPreview view={view} />
        </section>
        <section aria-labelledby="bench-why">
          <h2 id="bench-why">{texts.bench.why}</h2>
          <Why view={view} />
        </section>
      </div>
      <section aria-labelledby="bench-accepted">
        <h2 id="bench-accepted">{texts.bench.accepted}</h2>
        <PassageTable passages={view.accepted} />
      </section>
      <section aria-labelledby="bench-rejected">
        <h2 id="bench-rejected">{texts.bench.rejected}</h2>
        <PassageTable passages={view.rejected} />
      </section>
      <div className="bench-columns">
        <section aria-labelledby="bench-articles">
          <h2 id="bench-articles">{texts.bench.articles}</h2>
          <NearestArticles view={view} />
        </section>
        <section aria-labelledby="bench-timings">
          <h2 id="bench-timings">{texts.bench.timings}</h2>
          <Timings view={view} />
        </section>
      </div>
    </div>
  );
}

const ANSWER_ID = 'bench';

function AnswerPreview({ view: { answer } }: { readonly view: BenchView }): ReactNode {
  const { texts } = useTexts();
  const marks = new Set(answer.citations.map(({ mark }) => mark));
  const renderMark = (mark: number): ReactNode | undefined =>
    marks.has(mark) ? (
      <sup className="citation-mark">
        <a href={`#${sourceId(ANSWER_ID, mark)}`}>{mark}</a>
      </sup>
    ) : undefined;
  return (
    <div className="answer-preview" lang={answer.language}>
      <div className="answer-text">
        <MarkdownView blocks={answerBlocks(answer.text, answer.table)} renderMark={renderMark} />
      </div>
      {answer.table === undefined ? null : (
        <TableView
          header={answer.table.columns}
          rows={answer.table.rows}
          caption={answer.table.caption}
          renderMark={renderMark}
        />
      )}
      <SourcesList activityId={ANSWER_ID} citations={answer.citations} language={answer.language} />
      {answer.suggestions.length === 0 ? null : (
        <>
          <PageLanguageLine words={texts.bench.suggestions} />
          <ul className="suggested">
            {answer.suggestions.map((suggestion) => (
              <li key={`${suggestion.kind} ${suggestion.text}`}>{suggestion.label}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Our own words within an answer of another language. */
function PageLanguageLine({ words }: { readonly words: string }): ReactNode {
  const { language } = useTexts();
  return (
    <p className="under" lang={language}>
      {words}
    </p>
  );
}

function Why({ view }: { readonly view: BenchView }): ReactNode {
  const { texts } = useTexts();
  const { answer } = view;
  const { evidence, question } = answer;
  const percent = (share: number): string => `${Math.round(share * 100)}%`;
  return (
    <>
      <dl className="pairs">
        <div>
          <dt>{texts.bench.status}</dt>
          <dd>
            {texts.bench.statuses[answer.status]} <code lang="en">{answer.status}</code>
          </dd>
        </div>
        <div>
          <dt>{texts.bench.reason}</dt>
          <dd lang="en">{evidence.reason}</dd>
        </div>
        <div>
          <dt>{texts.bench.step}</dt>
          <dd>
            <code lang="en">{view.step}</code>
          </dd>
        </div>
        {question.standalone === question.original ? null : (
          <div>
            <dt>{texts.bench.standalone}</dt>
            <dd lang={answer.language}>{question.standalone}</dd>
          </div>
        )}
        <div>
          <dt>{texts.bench.confidence}</dt>
          <dd>{percent(evidence.confidence)}</dd>
        </div>
        <div>
          <dt>{texts.bench.gap}</dt>
          <dd>{evidence.gap.toFixed(3)}</dd>
        </div>
        <div>
          <dt>{texts.bench.index}</dt>
          <dd>
            <code lang="en">{evidence.indexVersion}</code>
          </dd>
        </div>
      </dl>
      <h3>{texts.bench.words}</h3>
      <Words view={view} />
    </>
  );
}

function Words({ view: { words, answer } }: { readonly view: BenchView }): ReactNode {
  const { texts } = useTexts();
  if (words.length === 0) return <p className="quiet">{texts.bench.noWords}</p>;
  return (
    <ul className="words">
      {words.map(({ word, isKnown }) => (
        <li key={word} className={isKnown ? 'word' : 'word word-unknown'}>
          <span lang={answer.language}>{word}</span>
          {isKnown ? (
            <span className="visually-hidden">: {texts.bench.knownWord}</span>
          ) : (
            <span className="word-note">{texts.bench.unknownWord}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function NearestArticles({ view: { articles, answer } }: { readonly view: BenchView }): ReactNode {
  const { texts } = useTexts();
  if (articles.length === 0) return <p className="quiet">{texts.none}</p>;
  return (
    <ol className="nearest">
      {articles.map(({ article, topic, title, score }) => (
        <li key={article}>
          <span className="score">{score.toFixed(3)}</span>
          {topic === null ? (
            article
          ) : (
            <Link href={addressOf({ page: 'article', topic, id: article })} lang={answer.language}>
              {title}
            </Link>
          )}
        </li>
      ))}
    </ol>
  );
}

function Timings({ view }: { readonly view: BenchView }): ReactNode {
  const { texts } = useTexts();
  return (
    <table className="data compact">
      <tbody>
        {Object.entries(view.answer.evidence.timingsMs).map(([step, ms]) => (
          <tr key={step}>
            <th scope="row">
              <code lang="en">{step}</code>
            </th>
            <td className="number">{ms.toFixed(2)} ms</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{texts.bench.total}</th>
          <td className="number">{view.totalMs.toFixed(2)} ms</td>
        </tr>
      </tbody>
    </table>
  );
}
