import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ArticleView } from '../../../console/api.ts';
import { dayInWords } from '../../../domain/day-in-words.ts';
import { get } from '../call.ts';
import { CopyLine } from '../parts/copy-line.tsx';
import { FaultLines } from '../parts/fault-lines.tsx';
import { Link } from '../parts/link.tsx';
import { Loading } from '../parts/loading.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Problem } from '../parts/problem.tsx';
import { addressOf } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { FreshnessBadge } from './freshness-badge.tsx';
import { MustMentionTable } from './must-mention-table.tsx';
import { SectionColumns } from './section-columns.tsx';
import { SourceList } from './source-list.tsx';

/** One article as a document: the languages side by side, what is wrong where it stands, and where to mend it. */
export function ArticlePage({ topic, id }: { readonly topic: string; readonly id: string }): ReactNode {
  const { texts } = useTexts();
  const article = useQuery({
    queryKey: ['article', topic, id],
    queryFn: () => get<ArticleView>(`/articles/${topic}/${id}`),
    // An editor saves a file and comes back to look.
    refetchOnWindowFocus: true,
    staleTime: 0,
  });
  const back = (
    <p className="back">
      <Link href={addressOf({ page: 'articles' })}>{texts.article.back}</Link>
    </p>
  );
  if (article.data === undefined)
    return (
      <>
        {back}
        {article.error === null ? (
          <Loading />
        ) : (
          <Problem error={article.error} onRetry={() => void article.refetch()} />
        )}
      </>
    );
  return (
    <>
      {back}
      <Article view={article.data} />
    </>
  );
}

function Article({ view }: { readonly view: ArticleView }): ReactNode {
  const { texts, language } = useTexts();
  const title = view.title?.[language] ?? view.id;
  return (
    <article>
      <PageHead title={title} lang={language}>
        <Facts view={view} />
      </PageHead>
      <Files view={view} />
      {view.otherFaults.length === 0 ? null : (
        <section aria-labelledby="other-faults">
          <h2 id="other-faults">{texts.article.otherFaults}</h2>
          <FaultLines faults={view.otherFaults} withFile />
        </section>
      )}
      <section aria-labelledby="preview">
        <h2 id="preview">{texts.article.preview}</h2>
        <SectionColumns view={view} />
      </section>
      <section aria-labelledby="must-mention">
        <h2 id="must-mention">{texts.article.mustMention}</h2>
        <p className="lead">{texts.article.mustMentionLead}</p>
        <MustMentionTable facts={view.mustMention} />
      </section>
      <section aria-labelledby="sources">
        <h2 id="sources">{texts.article.sources}</h2>
        <SourceList sources={view.sources} />
      </section>
    </article>
  );
}

function Facts({ view }: { readonly view: ArticleView }): ReactNode {
  const { texts, language } = useTexts();
  const day = (value: string | null): string => (value === null ? '–' : dayInWords(value, language));
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{texts.articles.freshness}</dt>
          <dd>
            <FreshnessBadge state={view.freshness} />
          </dd>
        </div>
        <div>
          <dt>{texts.articles.checkedOn}</dt>
          <dd>{day(view.checkedOn)}</dd>
        </div>
        <div>
          <dt>{texts.articles.reviewBy}</dt>
          <dd>{day(view.reviewBy)}</dd>
        </div>
        {view.validUntil === null ? null : (
          <div>
            <dt>{texts.article.validUntil}</dt>
            <dd>{day(view.validUntil)}</dd>
          </div>
        )}
        <div>
          <dt>{texts.articles.owner}</dt>
          <dd>{view.owner?.name?.[language] ?? view.owner?.id ?? '–'}</dd>
        </div>
        <div>
          <dt>{texts.article.faults}</dt>
          <dd>{view.faults === 0 ? texts.article.noFaults : <strong className="bad">{view.faults}</strong>}</dd>
        </div>
      </dl>
      <p className="quiet">{texts.article.cited(view.cited.days30, view.cited.days180)}</p>
      <p className="quiet">{texts.article.feedback(view.feedback.helpful, view.feedback.notHelpful)}</p>
    </>
  );
}

function Files({ view }: { readonly view: ArticleView }): ReactNode {
  const { texts } = useTexts();
  return (
    <section aria-labelledby="files" className="files">
      <h2 id="files">{texts.article.files}</h2>
      <p>{texts.article.editHint}</p>
      <CopyLine text={view.checkCommand} />
      <ul className="file-list">
        {view.files.map((file) => (
          <li key={file}>
            <CopyLine text={file} />
          </li>
        ))}
      </ul>
    </section>
  );
}
