import { Menu, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { addressOf, goTo } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { useMentions } from './case-queries.ts';
import { momentOf } from './hong-kong-time.ts';
import { useNow } from './use-now.ts';

/** How many unread notes name the signed-in person, and which. Opening the case marks them as read. */
export function MentionsMenu(): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.mentions;
  const mentions = useMentions().data?.mentions ?? [];
  const now = useNow();
  return (
    <>
      <Menu
        position="bottom-end"
        width="min(320px, calc(100vw - 16px))"
        shadow="none"
        transitionProps={{ duration: 0 }}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <UnstyledButton className="mentions-button" aria-label={words.button(mentions.length)}>
            <span aria-hidden="true">@</span>
            {mentions.length === 0 ? null : (
              <span className="badge-count" aria-hidden="true">
                {mentions.length}
              </span>
            )}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{mentions.length === 0 ? words.none : words.title}</Menu.Label>
          {mentions.map(({ note, at, author, excerpt, case: { id, number } }) => (
            <Menu.Item key={note} onClick={() => goTo(addressOf({ page: 'case', id }))}>
              <span className="mention-head">
                {author} · <span lang="en">{number}</span> · <time dateTime={at}>{momentOf(at, language, now)}</time>
              </span>
              <span className="under">{excerpt}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {/* Said when one comes while the page is open. */}
      <span className="visually-hidden" role="status">
        {mentions[0] === undefined ? '' : words.said(mentions[0].author, mentions[0].case.number)}
      </span>
    </>
  );
}
