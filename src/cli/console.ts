import type { Storage } from '../adapters/storage/create-storage.ts';
import { resetAdmin } from '../console/accounts/first-admin.ts';
import { withStorage } from './with-storage.ts';

const USAGE = `npm run console reset-admin [-- NAME]   gives the account NAME (admin when left out) a one-time password, the role
                                        admin and no authenticator; it is made when it is missing. May run beside the server.`;

/** npm run console: for the operator, when nobody can sign in any more. */
export async function runConsole(
  args: readonly string[],
  openStorage: () => Promise<Storage>,
  print: (line: string) => void,
): Promise<number> {
  const [command, name = 'admin'] = args;
  if (command !== 'reset-admin' || !/^[a-z0-9][a-z0-9._-]{1,39}$/u.test(name)) {
    print(USAGE);
    return command === undefined || command === 'help' ? 0 : 2;
  }
  const access = await withStorage(openStorage, ({ accounts }) => resetAdmin(accounts, () => new Date(), name));
  if (access === 'external') {
    print(`${name} signs in at the identity provider and has no password here. Choose another name.`);
    return 1;
  }
  const { oneTimePassword } = access;
  print(`name                ${name}`);
  print(`one-time password   ${oneTimePassword}`);
  print('It is shown only here and is changed at the first sign-in. All sessions of this account have ended.');
  return 0;
}
