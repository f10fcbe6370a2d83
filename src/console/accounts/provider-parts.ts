import type { Limit } from '../../server/route.ts';
import type { GrantRules } from './grant-of.ts';
import type { IdentityProvider } from './identity-provider.ts';

/** Sign-in by an identity provider, as it was configured. */
export interface ProviderParts {
  readonly provider: IdentityProvider;
  readonly rules: GrantRules;
  /** As the button says it; null: «your organisation’s account». */
  readonly name: string | null;
  /** Nobody but the emergency account signs in with a password. */
  readonly isOnly: boolean;
  /** Origin at which the provider sends people back. */
  readonly publicUrl: string;
  /** Counts sign-ins begun per address. */
  readonly limitBegins: Limit;
}
