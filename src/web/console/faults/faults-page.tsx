import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FaultGroup, FaultList } from '../../../console/api.ts';
import { dayInWords } from '../../../domain/day-in-words.ts';
import { get } from '../call.ts';
import { FaultLines } from '../parts/fault-lines.tsx';
import { Link } from '../parts/link.tsx';
import { Loading } from '../parts/loading.tsx';
import { Note } from '../parts/note.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Problem } from '../parts/problem.tsx';
import { addressOf } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';

/** Contradictions, gaps between the languages, wrong forms; and what is past its review day. */
export function FaultsPage(): ReactNode {
  const { texts } = useTexts();
  const faults = useQuery({
    queryKey: ['faults'],
    queryFn: () => get<FaultList>('/faults'),
    refetchOnWindowFocus: true,
    staleTime: 0,
  });
  return (
    <>
      <PageHead title={texts.faults.title} lead={texts.faults.lead} />
      {faults.error === null ? null : <Problem error={faults.error} onRetry={() => void faults.refetch()} />}
      {faults.data === undefined ? faults.isPending ? <Loading /> : null : <Findings list={faults.data} />}
    </>
  );
}

function Findings({ list }: { readonly list: FaultList }): ReactNode {
  const { texts } = useTexts();
  return (
    <>
      {list.faults === 0 ? (
        <Note tone="good" role="status">
          <p>{texts.faults.clean}</p>
        </Note>
      ) : (
        <>
          <p className="count" role="status">
            {texts.faults.count(list.faults, list.groups.length)}
          </p>
          {list.groups.map((group) => (
            <Group key={group.name} group={group} />
          ))}
        </>
      )}
      <section aria-labelledby="overdue">
        <h2 id="overdue">{texts.faults.overdue}</h2>
        <Overdue list={list} />
      </section>
    </>
  );
}

function Group({ group }: { readonly group: FaultGroup }): ReactNode {
  const { texts } = useTexts();
  return (
    <section className="fault-group" aria-label={group.name}>
      <h2>
        <span className="kind">{texts.faults.kinds[group.kind]}</span> <code lang="en">{group.name}</code>
      </h2>
      {group.article === null ? null : (
        <p>
          <Link href={addressOf({ page: 'article', topic: group.article.topic, id: group.article.id })}>
            {texts.faults.openArticle}
          </Link>
        </p>
      )}
      <FaultLines faults={group.faults} withFile />
    </section>
  );
}

function Overdue({ list }: { readonly list: FaultList }): ReactNode {
  const { texts, language } = useTexts();
  if (list.overdue.length === 0) return <p className="quiet">{texts.faults.noOverdue}</p>;
  return (
    <div className="data-scroll">
      <table className="data stacked">
        <thead>
          <tr>
            <th scope="col">{texts.articles.article}</th>
            <th scope="col">{texts.articles.owner}</th>
            <th scope="col">{texts.articles.reviewBy}</th>
            <th scope="col" className="number">
              {texts.faults.since}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.overdue.map((article) => (
            <tr key={article.id}>
              <th scope="row">
                <Link href={addressOf({ page: 'article', topic: article.topic, id: article.id })}>
                  {article.title[language]}
                </Link>
              </th>
              <td data-label={texts.articles.owner}>{article.owner?.[language] ?? '–'}</td>
              <td data-label={texts.articles.reviewBy}>{dayInWords(article.reviewBy, language)}</td>
              <td data-label={texts.faults.since} className="number">
                {texts.faults.daysOverdue(article.daysOverdue)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
