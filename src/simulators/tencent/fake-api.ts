import { startVendorServer, type VendorAnswer, type VendorFile, type VendorServer } from '../vendor-server.ts';

/** What goes wrong at the next call whose path ends so: «custom/send». */
export interface ApiFault {
  readonly path: string;
  /** Their refusal, an HTTP status, an answer that never comes (done or not), or one that is no JSON. */
  readonly what: { readonly errcode: number } | { readonly status: number } | 'silent' | 'accepts-silently' | 'garbage';
}

export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly raw: string;
  /** The body, parsed; undefined when it was empty or no JSON. */
  readonly json: unknown;
}

export interface FakeApi {
  readonly server: VendorServer;
  /** Everything that was called, in order. */
  readonly calls: readonly ApiCall[];
  /** Files that people sent, by media id: what media/get hands out to whoever has a token. */
  readonly media: Map<string, VendorFile>;
  /** Each fault is met once. */
  fail(...faults: readonly ApiFault[]): void;
  /** Every call whose path ends so meets it; null: no more. */
  failEvery(path: string, what: ApiFault['what'] | null): void;
}

/** Tencent's refusals are HTTP 200 with an errcode; an unknown path (undefined) is 404. */
export async function startFakeApi(
  answer: (call: ApiCall) => Readonly<Record<string, unknown>> | undefined,
): Promise<FakeApi> {
  const calls: ApiCall[] = [];
  const media = new Map<string, VendorFile>();
  const faults: ApiFault[] = [];
  const lasting = new Map<string, ApiFault['what']>();
  const lastingOf = (path: string) => lasting.entries().find(([end]) => path.endsWith(end))?.[1];
  const server = await startVendorServer(({ method, path, query, body }) => {
    const raw = body.toString('utf8');
    const call = { method, path, query, raw, json: parsed(raw) };
    calls.push(call);
    const index = faults.findIndex((fault) => path.endsWith(fault.path));
    const what = index < 0 ? lastingOf(path) : faults.splice(index, 1)[0]?.what;
    if (what === 'silent') return never();
    if (what === 'garbage') return { status: 200, json: undefined };
    if (typeof what === 'object')
      return 'status' in what ? { status: what.status, json: {} } : { status: 200, json: refusal(what.errcode) };
    const said = answer(call);
    if (what === 'accepts-silently') return never();
    const file = said === MEDIA ? media.get(query.get('media_id') ?? '') : undefined;
    if (file !== undefined) return { status: 200, json: {}, file };
    if (said === MEDIA) return { status: 200, json: refusal(40007) };
    return said === undefined ? { status: 404, json: {} } : { status: 200, json: said };
  });
  return {
    server,
    calls,
    media,
    fail: (...more) => void faults.push(...more),
    failEvery(path, what) {
      if (what === null) lasting.delete(path);
      else lasting.set(path, what);
    },
  };
}

/** The answer to media/get of somebody who may ask: the file, or their refusal when there is none. */
export const MEDIA = {};

export const DONE = { errcode: 0, errmsg: 'ok' };

/** Their errmsg changes and holds ids: nobody should read it. */
export function refusal(errcode: number) {
  const from = [40164, 60020].includes(errcode) ? ' invalid ip 203.0.113.7' : '';
  return { errcode, errmsg: `refused${from}, hint: [fake] rid: ${errcode}` };
}

/** The client gives up; the connection is cut when the server closes. */
function never(): Promise<VendorAnswer> {
  return new Promise(() => undefined);
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
