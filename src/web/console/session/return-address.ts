import { routeOf } from '../route.ts';

/** Where the person wanted to go: the page in the address bar, unless it is the one that says what went wrong. */
export function returnAddress(): string {
  return routeOf(location.pathname).page === 'refused' ? '/console/' : location.pathname + location.search;
}
