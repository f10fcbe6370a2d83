import { useSyncExternalStore } from 'react';

/** The view that an address below /console/ shows. */
export type ConsoleRoute =
  | {
      readonly page:
        | 'home'
        | 'cases'
        | 'board'
        | 'officers'
        | 'announcements'
        | 'articles'
        | 'bench'
        | 'gaps'
        | 'faults'
        | 'notices'
        | 'accounts'
        | 'own'
        | 'refused'
        | 'unknown';
    }
  | { readonly page: 'case'; readonly id: string }
  | { readonly page: 'article'; readonly topic: string; readonly id: string };

export function routeOf(path: string): ConsoleRoute {
  const [first = '', second, third, ...rest] = path
    .replace(/^\/console\/?/u, '')
    .split('/')
    .filter(Boolean);
  if (first === 'articles' && second !== undefined && third !== undefined && rest.length === 0)
    return { page: 'article', topic: second, id: third };
  if (first === 'cases' && second !== undefined && third === undefined) return { page: 'case', id: second };
  if (second !== undefined) return { page: 'unknown' };
  switch (first) {
    case '':
      return { page: 'home' };
    case 'cases':
    case 'board':
    case 'officers':
    case 'announcements':
    case 'articles':
    case 'bench':
    case 'gaps':
    case 'faults':
    case 'notices':
    case 'accounts':
    case 'own':
    case 'refused':
      return { page: first };
    default:
      return { page: 'unknown' };
  }
}

/** The address of a view, with its query. */
export function addressOf(route: ConsoleRoute, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return `/console/${pathOf(route)}${search === '' ? '' : `?${search}`}`;
}

function pathOf(route: ConsoleRoute): string {
  switch (route.page) {
    case 'article':
      return `articles/${route.topic}/${route.id}`;
    case 'case':
      return `cases/${route.id}`;
    case 'home':
      return '';
    default:
      return route.page;
  }
}

const CHANGED = 'goglobal-address';

export function goTo(address: string, options: { readonly replace?: boolean } = {}): void {
  if (options.replace === true) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  window.dispatchEvent(new Event(CHANGED));
}

/** Path and query as they stand in the address bar. */
export function useAddress(): { readonly route: ConsoleRoute; readonly query: URLSearchParams } {
  const address = useSyncExternalStore(subscribe, () => location.pathname + location.search);
  const [path = '', search = ''] = address.split('?');
  return { route: routeOf(path), query: new URLSearchParams(search) };
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('popstate', onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener('popstate', onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}
