import type { ExternalIdentity } from './account.ts';

/** What is kept on our side between leaving for the provider and coming back (OpenID Connect Core; RFC 7636). */
export interface SignInSecrets {
  readonly state: string;
  readonly nonce: string;
  /** The PKCE code verifier. */
  readonly verifier: string;
}

/** Somebody of whom the provider has signed who it is. */
export interface ProvenIdentity extends ExternalIdentity {
  /** As the provider writes it, to make an account's name from; null when it says none. */
  readonly name: string | null;
  /** Values of the role claim. */
  readonly roles: readonly string[];
  /** Values of the desk claim. */
  readonly desks: readonly string[];
  readonly idToken: string;
}

/**
 * Why a sign-in at the provider came to nothing: `denied` by the person or the provider; `expired`, as the code was
 * used or is too old; `unavailable`: down, slow or confused; `untrusted`: its answer did not stand the checks;
 * `misconfigured`: it does not accept this program's registration.
 */
export const PROVIDER_FAULTS = ['denied', 'expired', 'unavailable', 'untrusted', 'misconfigured'] as const;
export type ProviderFault = (typeof PROVIDER_FAULTS)[number];

interface Failed {
  readonly kind: 'failed';
  readonly fault: ProviderFault;
}

/** Signs people in elsewhere, by OpenID Connect. Nothing here rejects: whatever goes wrong outside is a fault. */
export interface IdentityProvider {
  /** Where to send the browser, and what to keep. `asksWho`: the person is asked again, for another account. */
  begin(options: {
    readonly asksWho: boolean;
  }): Promise<{ readonly kind: 'begun'; readonly address: string; readonly secrets: SignInSecrets } | Failed>;
  /** `query`: what the browser came back with. */
  finish(
    query: URLSearchParams,
    secrets: SignInSecrets,
  ): Promise<{ readonly kind: 'proven'; readonly identity: ProvenIdentity } | Failed>;
  /** Where the browser ends the provider's session too; null when the provider offers no such place or is away. */
  endAddress(idToken: string | null): Promise<string | null>;
}
