import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface IdentityProviderServer {
  /** The issuer. */
  readonly url: string;
  /** Who the next sign-in proves to be, with their claims. */
  person: { readonly subject: string; readonly claims: Readonly<Record<string, unknown>> };
  /** How often a person was asked who they are. */
  readonly asked: () => number;
  stop(): Promise<void>;
}

export const CLIENT = { id: 'console', secret: 'a secret of the console at its provider' };

/**
 * A certified provider on this machine, over real HTTP, with PKCE required. In place of a password it has a page with
 * two links: «continue» proves to be `person`, «cancel» does what somebody does who changes their mind.
 */
export async function startIdentityProvider(options: {
  /** Where the program under test is reached. */
  readonly publicUrl: string;
  /** Claims stand in the ID token, as Entra's do; otherwise at the userinfo address alone. */
  readonly inIdToken?: boolean;
  readonly isPublic?: boolean;
}): Promise<IdentityProviderServer> {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  let asked = 0;
  const server: IdentityProviderServer = {
    url,
    person: { subject: 'nobody', claims: {} },
    asked: () => asked,
    stop: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  const provider = new Provider(url, {
    clients: [
      {
        client_id: CLIENT.id,
        ...(options.isPublic === true
          ? { token_endpoint_auth_method: 'none' }
          : { client_secret: CLIENT.secret, token_endpoint_auth_method: 'client_secret_post' }),
        redirect_uris: [`${options.publicUrl}/console/api/oidc/callback`],
        post_logout_redirect_uris: [`${options.publicUrl}/console/`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    conformIdTokenClaims: options.inIdToken === false,
    claims: { openid: ['sub'], profile: ['preferred_username', 'name', 'roles', 'desks'] },
    cookies: { keys: ['a key for the cookies of this test'] },
    features: {
      devInteractions: { enabled: false },
      // Its own page asks for a font of another site.
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(context, form) {
          context.body = `<!doctype html><html lang="en"><title>Provider</title>${form}
            <button type="submit" form="op.logoutForm" name="logout" value="yes">Leave</button></html>`;
        },
      },
    },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    // The claims of whoever signed in last: one person at a time is enough here.
    findAccount: (_context, subject) => ({
      accountId: subject,
      claims: () => Promise.resolve({ ...server.person.claims, sub: subject }),
    }),
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({
        clientId: context.oidc.client?.clientId ?? '',
        accountId: context.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (path.endsWith('/continue') || path.endsWith('/cancel')) {
      const result = path.endsWith('/cancel')
        ? { error: 'access_denied', error_description: 'the person changed their mind' }
        : { login: { accountId: server.person.subject } };
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
      return;
    }
    asked += 1;
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="en"><title>Provider</title><h1>The provider</h1>` +
        `<a href="${path}/continue">Continue</a> <a href="${path}/cancel">Cancel</a></html>`,
    );
  }

  const serve = provider.callback();
  http.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/interaction/') !== true) {
      void serve(request, response);
      return;
    }
    interact(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  return server;
}
