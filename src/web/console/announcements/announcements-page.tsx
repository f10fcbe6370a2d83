import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AnnouncementList } from '../../../console/api.ts';
import { momentOf } from '../cases/hong-kong-time.ts';
import { useNow } from '../cases/use-now.ts';
import { Link } from '../parts/link.tsx';
import { Loading } from '../parts/loading.tsx';
import { PageHead } from '../parts/page-head.tsx';
import { Problem } from '../parts/problem.tsx';
import { addressOf, goTo, useAddress } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { AnnouncementForm } from './announcement-form.tsx';
import { useAnnouncement, useAnnouncements } from './announcement-queries.ts';
import { AnnouncementView } from './announcement-view.tsx';

/** «?id=» names one announcement, «?new=» the id that a new one will have. */
const PAGE = { page: 'announcements' } as const;

/** All announcements, or the one that the address names. */
export function AnnouncementsPage(): ReactNode {
  const { query } = useAddress();
  const list = useAnnouncements();
  const id = query.get('id');
  const fresh = query.get('new');
  if (list.data === undefined)
    return list.error === null ? <Loading /> : <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (fresh !== null) return <NewAnnouncement key={fresh} id={fresh} list={list.data} />;
  if (id !== null) return <OneAnnouncement key={id} id={id} list={list.data} />;
  return <All list={list.data} />;
}

function All({ list }: { readonly list: AnnouncementList }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.announcements;
  const now = useNow();
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <div className="row-actions">
        <Button onClick={() => goTo(addressOf(PAGE, { new: crypto.randomUUID() }))}>{words.write}</Button>
      </div>
      {list.rows.length === 0 ? (
        <div className="empty">
          <h2>{words.empty}</h2>
          <p>{words.emptyLead}</p>
        </div>
      ) : (
        <div className="data-scroll">
          <table className="data stacked">
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.author}</th>
                <th scope="col">{words.changed}</th>
              </tr>
            </thead>
            <tbody>
              {list.rows.map((row) => {
                const found = titleIn(row.texts, language);
                return (
                  <tr key={row.id}>
                    <th scope="row">
                      <Link className="text-link" href={addressOf(PAGE, { id: row.id })} lang={found?.lang}>
                        {found?.title ?? words.untitled}
                      </Link>
                    </th>
                    <td data-label={words.state}>{words.states[row.state]}</td>
                    <td data-label={words.author}>{row.authorName}</td>
                    <td data-label={words.changed}>
                      <time dateTime={row.changedAt}>{momentOf(row.changedAt, language, now)}</time>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function titleIn(texts: AnnouncementList['rows'][number]['texts'], language: keyof typeof texts) {
  for (const lang of [language, 'zh-Hant', 'zh-Hans', 'en'] as const) {
    const title = texts[lang]?.title ?? '';
    if (title !== '') return { lang, title };
  }
  return null;
}

function BackLink(): ReactNode {
  const { texts } = useTexts();
  return (
    <p>
      <Link className="text-link" href={addressOf(PAGE)}>
        {texts.announcements.back}
      </Link>
    </p>
  );
}

function NewAnnouncement({ id, list }: { readonly id: string; readonly list: AnnouncementList }): ReactNode {
  const { texts } = useTexts();
  return (
    <>
      <BackLink />
      <PageHead title={texts.announcements.write} />
      <AnnouncementForm id={id} stored={null} choices={list.choices} />
    </>
  );
}

function OneAnnouncement(props: { readonly id: string; readonly list: AnnouncementList }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.announcements;
  const one = useAnnouncement(props.id);
  if (one.data === undefined)
    return one.error === null ? <Loading /> : <Problem error={one.error} onRetry={() => void one.refetch()} />;
  const { data } = one;
  const found = titleIn(data.texts, language);
  const isOpen = data.state === 'draft' || data.state === 'rejected';
  return (
    <>
      <BackLink />
      <PageHead title={found?.title ?? words.untitled} lang={found?.lang} lead={words.states[data.state]} />
      {isOpen ? <AnnouncementForm id={props.id} stored={data} choices={props.list.choices} /> : null}
      <AnnouncementView announcement={data} choices={props.list.choices} isOpen={isOpen} />
    </>
  );
}
