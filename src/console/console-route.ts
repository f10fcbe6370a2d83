import type { ZodType, z } from 'zod';
import type { Route, RouteRequest, RouteResponse } from '../server/route.ts';
import type { Role } from './accounts/account.ts';
import { readSessionCookie } from './accounts/session-cookie.ts';
import type { Sessions, SignedIn } from './accounts/sessions.ts';
import { refuse } from './refuse.ts';

/** `anyone`: also without a session. `signed-in`: any role, also before the one-time password is changed. */
export type Access = 'anyone' | 'signed-in' | readonly Role[];

/** A route with who may use it, so that a test can try every role on every route. */
export interface ConsoleRoute extends Route {
  readonly access: Access;
}

interface Spec<Input extends ZodType, Who> {
  readonly method: 'get' | 'post';
  /** Below /console/api. */
  readonly path: string;
  /** What a write's body or a read's query must be. */
  readonly input: Input;
  /** Of a write whose body is a file: its longest, in bytes. `input` is then the query, and the bytes stand in request.body. */
  readonly fileBytes?: number;
  readonly handle: (visit: {
    readonly who: Who;
    readonly input: z.infer<Input>;
    readonly request: RouteRequest;
  }) => Promise<RouteResponse>;
}

export interface Guard {
  readonly anyone: <Input extends ZodType>(spec: Spec<Input, SignedIn | undefined>) => ConsoleRoute;
  readonly signedIn: <Input extends ZodType>(spec: Spec<Input, SignedIn>) => ConsoleRoute;
  readonly only: <Input extends ZodType>(roles: readonly Role[], spec: Spec<Input, SignedIn>) => ConsoleRoute;
}

/**
 * Makes the routes of /console/api: from the console's own pages only, with a session and a role, their input checked.
 * A listed site may call the visitors' API, never this one.
 */
export function createGuard(sessions: Sessions): Guard {
  function route<Input extends ZodType, Who>(
    access: Access,
    spec: Spec<Input, Who>,
    admit: (who: SignedIn | undefined) => { readonly who: Who } | RouteResponse,
  ): ConsoleRoute {
    return {
      access,
      method: spec.method,
      path: `/console/api${spec.path}`,
      body: spec.method === 'get' ? 'none' : spec.fileBytes === undefined ? 'json' : 'raw',
      ...(spec.fileBytes === undefined ? {} : { bodyLimitBytes: spec.fileBytes }),
      origins: 'any',
      isLimited: false,
      async handle(request) {
        if (!isOwnPage(request, spec.method)) return refuse(403, 'ForeignOrigin', 'console.foreign');
        const admitted = admit(await sessions.find(readSessionCookie(request.headers)));
        if ('kind' in admitted) return admitted;
        const isQuery = spec.method === 'get' || spec.fileBytes !== undefined;
        const raw = isQuery ? Object.fromEntries(request.query) : (request.body ?? {});
        const parsed = spec.input.safeParse(raw);
        if (!parsed.success) return refuse(422, 'BadInput', 'console.badInput');
        return spec.handle({ who: admitted.who, input: parsed.data, request });
      },
    };
  }
  return {
    anyone: (spec) => route('anyone', spec, (who) => ({ who })),
    signedIn: (spec) => route('signed-in', spec, (who) => (who === undefined ? SIGNED_OUT : { who })),
    only: (roles, spec) =>
      route(roles, spec, (who) => {
        if (who === undefined) return SIGNED_OUT;
        if (who.account.mustChangePassword) return PASSWORD_CHANGE_NEEDED;
        return roles.includes(who.account.role) ? { who } : FORBIDDEN;
      }),
  };
}

const SIGNED_OUT = refuse(401, 'SignedOut', 'console.signedOut');
const PASSWORD_CHANGE_NEEDED = refuse(403, 'PasswordChangeNeeded', 'console.passwordChangeNeeded');
const FORBIDDEN = refuse(403, 'Forbidden', 'console.forbidden');

/** A browser names the page a write comes from; SameSite=Strict keeps other sites' requests without a cookie anyway. */
function isOwnPage({ headers, baseUrl }: RouteRequest, method: 'get' | 'post'): boolean {
  return headers.origin === undefined ? method === 'get' : headers.origin === baseUrl;
}
