import { readDialogs } from '../dialogs/read-dialogs.ts';

const USAGE = 'npm run dialogs -- check   every dialog: steps, paths, texts in three languages, validators, options';

/** npm run dialogs: 0 good, 1 something is to mend, 2 not understood. */
export async function runDialogs(
  args: readonly string[],
  folder: string,
  print: (line: string) => void,
): Promise<number> {
  const [command] = args;
  if (command !== 'check') {
    print(USAGE);
    return command === undefined || command === 'help' ? 0 : 2;
  }
  try {
    const { forms, keys } = await readDialogs(folder);
    for (const { id, version, steps, slots } of forms.dialogs.values())
      print(`${id}, version ${version}: ${steps.length} steps, ${Object.keys(slots).length} slots.`);
    print(`${keys.length} texts, consent of ${forms.consent.version}: nothing to mend.`);
    return 0;
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
