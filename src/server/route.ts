import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ZodType } from 'zod';
import type { Language } from '../domain/language.ts';

/** A request as a route sees it: parsed and bounded, free of restify, so that the framework can be swapped. */
export interface RouteRequest {
  /** Decoded parts of the path, by the names in Route.path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /**
   * JSON routes: the parsed body, undefined when it was empty. Upload routes: the first bytes as a Buffer. Raw routes: all
   * bytes as a Buffer, for signatures over them.
   */
  readonly body: unknown;
  /** The visitor's address, as far as the proxy in front is trusted. */
  readonly ip: string;
  /** Scheme and host as the client sees them, e.g. "https://example.hk". */
  readonly baseUrl: string;
  /** Best of our languages for Accept-Language. */
  readonly language: Language;
}

export type RouteResponse =
  | { readonly kind: 'json'; readonly status: number; readonly json: unknown; readonly headers?: Headers }
  | { readonly kind: 'content'; readonly status: number; readonly content: string | Buffer; readonly headers: Headers }
  /** Sent as {error: {code, message}}; the message is the wording of `key` in the request's language. */
  | {
      readonly kind: 'refusal';
      readonly status: number;
      readonly code: string;
      readonly key: string;
      /** What the wording leaves open. */
      readonly values?: Readonly<Record<string, string>>;
      readonly headers?: Headers;
    };

type Headers = Readonly<Record<string, string>>;

export interface Route {
  readonly method: 'get' | 'post' | 'del' | 'put';
  /** With named parts: "/api/conversations/:id". */
  readonly path: string;
  /** `none`: the body is not read. `upload`: any type, only its beginning is kept. `raw`: any type, whole. */
  readonly body: 'none' | 'json' | 'upload' | 'raw';
  /** Of raw and upload routes; SERVER_POLICY.bodyLimitBytes when left out. A longer raw body is refused with 413. */
  readonly bodyLimitBytes?: number;
  /** `listed`: own pages and allowed sites (and clients without an Origin). `any`: everybody. */
  readonly origins: 'listed' | 'any';
  /** Counted against the general limit per address; polling clients must never see a 429. */
  readonly isLimited: boolean;
  /** Its part of /api/openapi.json; left out for routes that are not ours to describe. */
  readonly description?: RouteDescription;
  /** A rejection becomes 503 for an OutageError and 500 for anything else. */
  handle(request: RouteRequest): Promise<RouteResponse>;
}

export interface RouteDescription {
  readonly summary: string;
  readonly requestBody?: ZodType;
  readonly responses: Readonly<Record<number, { readonly description: string; readonly schema?: ZodType }>>;
  /** Names of parameters by where they are. */
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly description: string;
    readonly isRequired: boolean;
  }[];
  /** True when a bearer token is needed. */
  readonly needsToken?: boolean;
}

/** A WebSocket end point. It owns the socket from here on: either it upgrades, or it answers and destroys it. */
export interface UpgradeRoute {
  canServe(path: string): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, isOriginAllowed: boolean): void;
}

/** Whether one more is allowed now, and the RateLimit headers that say so. */
export interface LimitVerdict {
  readonly isAllowed: boolean;
  /** Until the count starts afresh. */
  readonly waitSeconds: number;
  readonly headers: Headers;
  /** Takes this use back: it turned out not to be one that should count. */
  giveBack(): Promise<void>;
}

/** Counts one use by this key (a visitor, an address). */
export type Limit = (key: string) => Promise<LimitVerdict>;
