import { Menu, UnstyledButton } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { Me } from '../../console/api.ts';
import type { Language } from '../languages.ts';
import { AvailabilitySwitch } from './cases/availability-switch.tsx';
import { CasePage } from './cases/case-page.tsx';
import { CasesPage } from './cases/cases-page.tsx';
import { KeysDialog } from './cases/keys-dialog.tsx';
import { LiveProvider } from './cases/live.tsx';
import { LiveClock } from './cases/live-clock.tsx';
import { MentionsMenu } from './cases/mentions-menu.tsx';
import { isTaken, usesSingleKeys } from './cases/single-keys.ts';
import { useNoticeCount } from './notices/notice-queries.ts';
import { Palette } from './palette/palette.tsx';
import { LanguageSwitch } from './parts/language-switch.tsx';
import { Link } from './parts/link.tsx';
import { Loading } from './parts/loading.tsx';
import { PageHead } from './parts/page-head.tsx';
import { useShowCurrent } from './parts/use-show-current.ts';
import { addressOf, type ConsoleRoute, goTo, useAddress } from './route.ts';
import { signOut } from './session/sign-out.ts';
import { useTexts } from './texts/use-texts.ts';

/** Pages that not everybody opens are loaded when somebody does. */
const AnnouncementsPage = lazy(async () => ({
  default: (await import('./announcements/announcements-page.tsx')).AnnouncementsPage,
}));
const ArticlePage = lazy(async () => ({ default: (await import('./articles/article-page.tsx')).ArticlePage }));
const ArticlesPage = lazy(async () => ({ default: (await import('./articles/articles-page.tsx')).ArticlesPage }));
const BenchPage = lazy(async () => ({ default: (await import('./bench/bench-page.tsx')).BenchPage }));
const BoardPage = lazy(async () => ({ default: (await import('./cases/board-page.tsx')).BoardPage }));
const FaultsPage = lazy(async () => ({ default: (await import('./faults/faults-page.tsx')).FaultsPage }));
const GapsPage = lazy(async () => ({ default: (await import('./gaps/gaps-page.tsx')).GapsPage }));
const AccountsPage = lazy(async () => ({ default: (await import('./accounts/accounts-page.tsx')).AccountsPage }));
const OwnAccountPage = lazy(async () => ({
  default: (await import('./accounts/own-account-page.tsx')).OwnAccountPage,
}));
const NoticesPage = lazy(async () => ({ default: (await import('./notices/notices-page.tsx')).NoticesPage }));
const OfficersPage = lazy(async () => ({ default: (await import('./officers/officers-page.tsx')).OfficersPage }));

type PageName = Exclude<ConsoleRoute['page'], 'article' | 'case' | 'home' | 'refused' | 'unknown'>;

export interface ShellProps {
  readonly me: Me;
  readonly onLanguage: (language: Language) => void;
  readonly onSignedOut: () => void;
  readonly onMe: (me: Me) => void;
}

/** Header, pages by role, and the page that the address names. */
export function Shell(props: ShellProps): ReactNode {
  // Editors have no cases, so nothing is pushed to them.
  return seesCases(props.me) ? (
    <LiveProvider>
      <Frame {...props} />
    </LiveProvider>
  ) : (
    <Frame {...props} />
  );
}

function Frame(props: ShellProps): ReactNode {
  const { texts, language } = useTexts();
  const { route } = useAddress();
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null);
  useShellKeys(setOpen);
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {texts.skip}
      </a>
      <header className="bar">
        <Link href={addressOf({ page: 'home' })} className="brand">
          {texts.name}
        </Link>
        {seesCases(props.me) ? <LiveClock /> : null}
        <div className="bar-tools">
          {seesCases(props.me) ? <AvailabilitySwitch /> : null}
          <UnstyledButton
            className="mentions-button"
            aria-label={texts.palette.title}
            aria-keyshortcuts="Control+K Meta+K"
            title="Ctrl K"
            onClick={() => setOpen('palette')}
          >
            <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
              <path
                d="M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zm4 9.5 4 4"
                fill="none"
                stroke="currentColor"
                strokeWidth="1.7"
                strokeLinecap="round"
              />
            </svg>
          </UnstyledButton>
          {seesCases(props.me) ? <MentionsMenu /> : null}
          <LanguageSwitch onLanguage={props.onLanguage} />
          <AccountMenu {...props} />
        </div>
      </header>
      <Navigation me={props.me} route={route} />
      {/* A new language is a new page: whatever is half typed stays, for it lives below and is not keyed. */}
      <main id="content" className="content" tabIndex={-1} lang={language}>
        <Suspense fallback={<Loading />}>
          <Page {...props} route={route} />
        </Suspense>
      </main>
      {open === 'palette' ? (
        <Palette
          pages={pagesOf(props.me).map((page) => ({ route: { page }, label: texts.pages[page] }))}
          seesCases={seesCases(props.me)}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'keys' ? <KeysDialog seesCases={seesCases(props.me)} onClose={() => setOpen(null)} /> : null}
    </div>
  );
}

/** ⌘K or Ctrl+K opens the palette from everywhere, also from a field; «?» the list of keys, but not from a field. */
function useShellKeys(open: (what: 'palette' | 'keys') => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      // One dialog at a time.
      if (document.querySelector('dialog[open]') !== null) return;
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        open('palette');
      } else if (event.key === '?' && !isTaken(event) && usesSingleKeys()) {
        event.preventDefault();
        open('keys');
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [open]);
}

function pagesOf(me: Me): readonly PageName[] {
  const all: readonly PageName[] = [
    'cases',
    'board',
    'officers',
    'announcements',
    ...EDITORS_PAGES,
    'notices',
    'accounts',
    'own',
  ];
  return all.filter((page) => page === 'own' || isOpenTo(me, page));
}

function Page({ me, onMe, route }: ShellProps & { readonly route: ConsoleRoute }): ReactNode {
  const { texts } = useTexts();
  const page = startPage(me, route);
  if (page.page === 'own') return <OwnAccountPage me={me} onMe={onMe} />;
  if (page.page === 'home' || page.page === 'refused' || page.page === 'unknown')
    return <Nowhere title={texts.notFound} />;
  if (!isOpenTo(me, page.page)) return <Nowhere title={texts.notYours} />;
  switch (page.page) {
    case 'cases':
      return <CasesPage me={me} />;
    case 'case':
      return <CasePage key={page.id} id={page.id} />;
    case 'board':
      return <BoardPage />;
    case 'officers':
      return <OfficersPage />;
    case 'announcements':
      return <AnnouncementsPage />;
    case 'articles':
      return <ArticlesPage />;
    case 'article':
      return <ArticlePage key={`${page.topic}/${page.id}`} topic={page.topic} id={page.id} />;
    case 'bench':
      return <BenchPage />;
    case 'gaps':
      return <GapsPage me={me} />;
    case 'faults':
      return <FaultsPage />;
    case 'notices':
      return <NoticesPage />;
    case 'accounts':
      return <AccountsPage me={me} />;
  }
}

/** A page that shows nothing leads on. */
function Nowhere({ title }: { readonly title: string }): ReactNode {
  const { texts } = useTexts();
  return (
    <>
      <PageHead title={title} />
      <p>
        <Link href={addressOf({ page: 'home' })} className="text-link">
          {texts.toStart}
        </Link>
      </p>
    </>
  );
}

/** Officers begin with the queue, editors with their articles. */
function startPage(me: Me, route: ConsoleRoute): ConsoleRoute {
  return route.page === 'home' ? { page: isEditor(me) ? 'articles' : 'cases' } : route;
}

function isOpenTo(me: Me, page: ConsoleRoute['page']): boolean {
  switch (page) {
    case 'notices':
    case 'accounts':
      return me.role === 'admin';
    case 'board':
    case 'officers':
      return me.hasCases && mayLead(me);
    case 'announcements':
      return mayAnnounce(me);
    case 'cases':
    case 'case':
      return seesCases(me);
    default:
      return isEditor(me);
  }
}

function isEditor({ role }: Me): boolean {
  return role === 'editor' || role === 'admin';
}

function seesCases({ role, hasCases }: Me): boolean {
  return hasCases && (role === 'officer' || role === 'supervisor' || role === 'admin');
}

function mayAnnounce({ role, hasAnnouncements }: Me): boolean {
  return hasAnnouncements && role !== 'editor';
}

function mayLead({ role }: Me): boolean {
  return role === 'supervisor' || role === 'admin';
}

/** Pages without an entry of their own stand under another one's. */
const PARENTS: Partial<Record<ConsoleRoute['page'], PageName>> = { article: 'articles', case: 'cases' };

const EDITORS_PAGES: readonly PageName[] = ['articles', 'bench', 'gaps', 'faults'];

function Navigation({ me, route }: { readonly me: Me; readonly route: ConsoleRoute }): ReactNode {
  const { texts } = useTexts();
  const current = startPage(me, route).page;
  const rail = useShowCurrent<HTMLElement>(current);
  const dead = useNoticeCount(me.role === 'admin')?.dead ?? 0;
  const item = (page: PageName, badge: ReactNode = null): ReactNode => (
    <li key={page}>
      <Link
        href={addressOf({ page })}
        aria-current={current === page ? 'page' : page === PARENTS[current] ? 'true' : undefined}
      >
        {texts.pages[page]}
        {badge}
      </Link>
    </li>
  );
  return (
    <nav className="rail" aria-label={texts.menu} ref={rail}>
      {seesCases(me) ? (
        <div>
          <p className="rail-title">{texts.groups.cases}</p>
          <ul>
            {item('cases')}
            {mayLead(me) ? item('board') : null}
            {mayLead(me) ? item('officers') : null}
            {mayAnnounce(me) ? item('announcements') : null}
          </ul>
        </div>
      ) : null}
      {isEditor(me) ? (
        <div>
          <p className="rail-title">{texts.groups.editors}</p>
          <ul>{EDITORS_PAGES.map((page) => item(page))}</ul>
        </div>
      ) : null}
      {me.role === 'admin' ? (
        <div>
          <p className="rail-title">{texts.groups.admin}</p>
          <ul>
            {item('notices', dead === 0 ? null : <Badge count={dead} words={texts.notices.badge(dead)} />)}
            {item('accounts')}
          </ul>
        </div>
      ) : null}
    </nav>
  );
}

/** A number beside a name, and what it means for those who hear the page. */
function Badge({ count, words }: { readonly count: number; readonly words: string }): ReactNode {
  return (
    <>
      {' '}
      <span className="badge-count" aria-hidden="true">
        {count > 99 ? '99+' : count}
      </span>
      <span className="visually-hidden">{words}</span>
    </>
  );
}

function AccountMenu({ me, onSignedOut }: ShellProps): ReactNode {
  const { texts } = useTexts();
  return (
    <Menu
      position="bottom-end"
      width={220}
      shadow="none"
      transitionProps={{ duration: 0 }}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <UnstyledButton className="account-button">
          <span className="account-initial" aria-hidden="true">
            {me.name.charAt(0).toUpperCase()}
          </span>
          <span className="account-name">{me.name}</span>
          <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
            <path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{texts.roles[me.role]}</Menu.Label>
        <Menu.Item onClick={() => goTo(addressOf({ page: 'own' }))}>{texts.pages.own}</Menu.Item>
        <Menu.Item onClick={() => void signOut(onSignedOut)}>{texts.signIn.out}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
