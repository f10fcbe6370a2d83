import type { Onward } from '../../../console/api.ts';
import { post } from '../call.ts';

/** Ends the session here, and then the one at the identity provider, if there is one. */
export async function signOut(onSignedOut: () => void): Promise<void> {
  const onward = await post<Onward>('/sign-out').catch(() => undefined);
  onSignedOut();
  if (onward?.address != null) location.assign(onward.address);
}
