const BASE = 'http://console.invalid';

/** A path within the console's pages, as the browser would read `wanted`; the start page for anything else. */
export function returnPath(wanted: string): string {
  const address = URL.parse(wanted, BASE);
  const isOurs =
    address !== null &&
    address.origin === BASE &&
    /^\/console\//.test(address.pathname) &&
    !address.pathname.startsWith('/console/api');
  return isOurs ? address.pathname + address.search : '/console/';
}
