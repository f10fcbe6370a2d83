import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import type { ProviderFault } from '../../console/accounts/identity-provider.ts';

/** What an error of openid-client means for the person who signs in. */
export function providerFaultOf(error: unknown): ProviderFault {
  if (error instanceof AuthorizationResponseError) return AT_THE_PROVIDER.get(error.error) ?? 'misconfigured';
  if (error instanceof ResponseBodyError) {
    if (error.error === 'invalid_grant') return 'expired';
    return error.status >= 500 ? 'unavailable' : 'misconfigured';
  }
  if (error instanceof WWWAuthenticateChallengeError) return 'misconfigured';
  if (error instanceof ClientError) return UNREADABLE.has(error.code ?? '') ? 'unavailable' : 'untrusted';
  // fetch rejects with a TypeError when there is no connection.
  return 'unavailable';
}

/** RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6. */
const AT_THE_PROVIDER: ReadonlyMap<string, ProviderFault> = new Map([
  ['access_denied', 'denied'],
  ['login_required', 'denied'],
  ['consent_required', 'denied'],
  ['interaction_required', 'denied'],
  ['account_selection_required', 'denied'],
  ['server_error', 'unavailable'],
  ['temporarily_unavailable', 'unavailable'],
]);

/** No answer in time, or none that a provider in order would give. */
const UNREADABLE: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);
