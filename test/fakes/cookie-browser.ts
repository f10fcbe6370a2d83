/** As much of a browser as signing in needs: cookies per host, redirects followed one by one. */
export interface CookieBrowser {
  /** A page of its own, as if its address had been typed or followed. */
  get(address: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  post(address: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Follows redirects until a response that is none, or one whose target `stopsAt` accepts. */
  follow(address: string, stopsAt?: (target: string) => boolean): Promise<{ response: Response; address: string }>;
  /** Name=value of every cookie that this host would get. */
  cookies(address: string): readonly string[];
}

export function createCookieBrowser(): CookieBrowser {
  const jars = new Map<string, Map<string, string>>();

  async function send(address: string, init: RequestInit): Promise<Response> {
    const { host } = new URL(address);
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    const headers = new Headers(init.headers);
    headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  const browser: CookieBrowser = {
    get: (address, headers = {}) => send(address, { headers }),
    post: (address, body, headers = {}) =>
      send(address, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', origin: new URL(address).origin, ...headers },
      }),
    async follow(address, stopsAt = () => false) {
      let at = address;
      for (let step = 0; step < 20; step += 1) {
        const response = await browser.get(at);
        const location = response.headers.get('location');
        if (location === null) return { response, address: at };
        const target = new URL(location, at).href;
        if (stopsAt(target)) return { response, address: target };
        at = target;
      }
      throw new Error(`too many redirects from ${address}`);
    },
    cookies: (address) => [...(jars.get(new URL(address).host) ?? [])].map(([name, value]) => `${name}=${value}`),
  };
  return browser;
}
