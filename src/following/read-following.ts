import { z } from 'zod';
import { normaliseText } from '../chinese/han-runs.ts';
import { foldScript } from '../chinese/script-tables.ts';
import { LANGUAGES, type LocalizedText } from '../domain/language.ts';
import { WORDING_VERSION } from '../domain/wording-version.ts';
import { isTimeZone } from './quiet-hours.ts';

const text = z.strictObject({ en: z.string(), 'zh-Hant': z.string(), 'zh-Hans': z.string() });
const patterns = z.array(z.string()).min(1);
const COMMANDS = [
  'stop',
  'stopShort',
  'delete',
  'list',
  'followThis',
  'stopOne',
  'follow',
  'timeZone',
  'here',
  'email',
  'both',
  'decline',
] as const;
export type CommandKind = (typeof COMMANDS)[number];
const names = z.array(z.string()).min(1);

const schema = z.strictObject({
  version: z.string().regex(WORDING_VERSION),
  retention: z.strictObject({ conversationDays: z.int().positive() }),
  notice: text,
  commands: z.strictObject(
    Object.fromEntries(COMMANDS.map((kind) => [kind, patterns])) as Record<CommandKind, typeof patterns>,
  ),
  around: z.string(),
  topics: z.record(z.string(), z.strictObject({ en: names, 'zh-Hant': names, 'zh-Hans': names })),
  zones: z.record(z.string().refine(isTimeZone), names),
});

export interface Command {
  readonly kind: CommandKind;
  /** What is named with it, as it was written; empty: nothing. */
  readonly what: string;
}

/** dialogs/following.yaml. */
export interface FollowingRules {
  readonly version: string;
  readonly conversationDays: number;
  readonly notice: LocalizedText;
  /** Commands that the whole message may be, in this order. */
  commandsIn(text: string): readonly Command[];
  /** Without the words around a name: «the», «市场的更新». */
  bareName(text: string): string;
  /** Topics in the order of the file, with their first names. */
  readonly topics: readonly { readonly id: string; readonly name: LocalizedText }[];
  topicNamed(text: string): string | null;
  /** An IANA name, or a place of the list; null: unknown. */
  zoneNamed(text: string): string | null;
}

/** Rejects nothing but what is no such file: throws with every fault. */
export function readFollowing(content: unknown): FollowingRules {
  const file = schema.parse(content);
  const tests = COMMANDS.map((kind) => ({
    kind,
    tests: file.commands[kind].map((source) => new RegExp(`^(?:${foldScript(source)})$`, 'u')),
  }));
  const around = new RegExp(foldScript(file.around), 'gu');
  const topics = new Map<string, string>();
  for (const [id, words] of Object.entries(file.topics))
    for (const word of LANGUAGES.flatMap((language) => words[language])) topics.set(normaliseText(word), id);
  const zones = new Map(
    Object.entries(file.zones).flatMap(([zone, words]) => words.map((word) => [normaliseText(word), zone] as const)),
  );
  return {
    version: file.version,
    conversationDays: file.retention.conversationDays,
    notice: file.notice,
    commandsIn(written) {
      if (written.length > LONGEST_COMMAND) return [];
      const said = normaliseText(written.trim())
        .replace(/[.?？。！!~～]+$/u, '')
        .trim();
      return tests.flatMap(({ kind, tests: each }) => {
        const match = each.map((test) => test.exec(said)).find((found) => found !== null);
        return match === undefined ? [] : [{ kind, what: match.groups?.['what']?.trim() ?? '' }];
      });
    },
    bareName: (name) =>
      normaliseText(name)
        .replaceAll(around, '')
        .replaceAll(/[“”"«»「」《》]/gu, '')
        .trim(),
    topics: Object.entries(file.topics).map(([id, words]) => ({
      id,
      name: { en: words.en[0] ?? id, 'zh-Hant': words['zh-Hant'][0] ?? id, 'zh-Hans': words['zh-Hans'][0] ?? id },
    })),
    topicNamed: (name) => topics.get(normaliseText(name)) ?? null,
    zoneNamed: (name) => {
      const zone = name.trim().replaceAll(' ', '_');
      return (
        zones.get(normaliseText(name.trim())) ??
        (/^[A-Za-z]+\/[A-Za-z_/+-]+$/u.test(zone) && isTimeZone(zone) ? canonical(zone) : null)
      );
    },
  };
}

const LONGEST_COMMAND = 120;

/** As the list of zones writes it: people write «asia/jakarta». */
function canonical(zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
}
