import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isSimplifiedOnly, isTraditionalOnly } from '../../src/chinese/script-tables.ts';
import { runDialogs } from '../../src/cli/dialogs.ts';
import { readDialogs } from '../../src/dialogs/read-dialogs.ts';
import { formatDialogFault, readForms } from '../../src/dialogs/read-forms.ts';
import { DIALOGS_DIR } from '../support/folders.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'goglobal-forms-'));
  await cp(DIALOGS_DIR, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const before = await readFile(join(folder, file), 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  await writeFile(join(folder, file), after);
}
const faults = async () => (await readForms(folder)).faults.map(formatDialogFault);

const LEAD = 'qualify-lead.yaml';
const PLANTED: readonly [string, string, string | RegExp, string, RegExp][] = [
  ['a text lacks a language', LEAD, ', zh-Hant: 屬於哪個行業？', '', /qualify-lead\.yaml: steps\.3\.text\.zh-Hant \(sector\)/u],
  ['a label is missing', LEAD, "    label: {en: Sector, zh-Hant: 行業, zh-Hans: 行业}\n", '', /slots\.sector\.label/u],
  ['a validator does not exist', LEAD, 'validator: email', 'validator: e-mail', /slots\.email\.validator: must be one of/u],
  ['a step is never reached', LEAD, '    otherwise: entity', '    otherwise: has-entity', /steps\.entity: is never reached/u],
  ['a path does not end', LEAD, /\n {2}- id: send\n {4}kind: handoff/u, '', /steps\.brief: is the last one and does not end/u],
  ['a path leads back', LEAD, '    go: question', '    go: stage', /steps\.registration: goes back to «stage»/u],
  ['a step leads nowhere', LEAD, '    go: question', '    go: nowhere', /goes to «nowhere», which is no step/u],
  ['a branch names an option that is none', LEAD, 'equals: in-hong-kong', 'equals: in-hk', /«in-hk», which is none of its options/u],
  ['a branch names a slot that is none', LEAD, '{slot: brNumber, filled', '{slot: br, filled', /names the slot «br»/u],
  ['a «set» gives what is no option', LEAD, 'zh-Hant: cantonese', 'zh-Hant: hakka', /«hakka», which is none of its options/u],
  ['a step is there twice', LEAD, '  - id: sector\n', '  - id: company\n', /steps\.company: stands twice/u],
  ['a step waits for what it does not ask', LEAD, 'oneOf: [email, phone, wechat]', 'oneOf: [email, company]', /waits for «company»/u],
  ['a «choose» has nothing to choose from', LEAD, /kind: ask\n {4}slots: \[brNumber\]/u, 'kind: choose\n    slots: [brNumber]', /has no options/u],
  ['personal data is asked for before the notice', LEAD, '  - id: privacy\n    kind: notice\n', '', /steps\.contact: asks for personal data before/u],
  ['something is handed over unseen', LEAD, '    isBrief: true\n', '', /steps\.send: hands over what no «confirm»/u],
  ['two options have one label', LEAD, 'zh-Hant: 銀行開戶, zh-Hans: 银行开户', 'zh-Hant: 稅務, zh-Hans: 税务', /two options called «稅務» in zh-Hant/u],
  ['an option is there twice', LEAD, '{value: banking,', '{value: tax,', /has the option «tax» twice/u],
  ['a place has no level', LEAD, '    level: province\n', '', /slots\.province: is a place and needs a level/u],
  ['a pattern is broken', LEAD, "words: ['税',", "words: ['税(',", /slots\.needs\.options\.1\.words\.0: «税\(» is no regular/u],
  ['there is a field that means nothing', LEAD, 'takesQuestions:', 'takesQuestion:', /\(question\): Unrecognized key/u],
  ['a kind of step does not exist', LEAD, 'kind: notice', 'kind: script', /\(privacy\)/u],
  ['the file is called otherwise', LEAD, 'id: qualify-lead\n', 'id: lead\n', /must be called lead\.yaml/u],
  ['the YAML is broken', LEAD, 'slots:\n', 'slots: [\n', /qualify-lead\.yaml: /u],
  ['the consent lacks a language', 'consent.yaml', 'agreement:\n  en:', 'agreement:\n  fr:', /consent\.yaml: agreement/u],
  ['the consent has no version', 'consent.yaml', 'version: 2026-11-27.2', 'version: first', /consent\.yaml: version/u],
  ['a command has no words', 'form-commands.yaml', /^back:\n(?: {2}- .*\n)+/mu, '', /form-commands\.yaml: back/u],
]; // biome-ignore format: one fault per row

describe('the check of the dialogs', () => {
  it('finds nothing to mend in ours', async () => {
    expect(await faults()).toEqual([]);
    const lines: string[] = [];
    expect(await runDialogs(['check'], DIALOGS_DIR, (line) => lines.push(line))).toBe(0);
    expect(lines.join('\n')).toContain('qualify-lead, version 1');
  });

  it.each(PLANTED)('finds that %s', async (_, file, from, to, says) => {
    await edit(file, from, to);
    expect((await faults()).join('\n')).toMatch(says);
  });

  it('keeps the assistant from starting, with all faults at once', async () => {
    await edit(LEAD, 'validator: email', 'validator: e-mail');
    await edit('consent.yaml', 'version: 2026-11-27.2', 'version: first');
    await edit('form-wording.yaml', /^ {2}emailForm: .*\n/mu, '');
    const failure = readDialogs(folder);
    await expect(failure).rejects.toThrow(/slots\.email\.validator/u);
    await expect(failure).rejects.toThrow(/consent\.yaml: version/u);
    await expect(failure).rejects.toThrow(/wrong\.emailForm: is missing/u);
    const lines: string[] = [];
    expect(await runDialogs(['check'], folder, (line) => lines.push(line))).toBe(1);
    expect(lines.join('\n')).toContain('slots.email.validator');
  });

  it('tells how it is used', async () => {
    const lines: string[] = [];
    expect(await runDialogs([], folder, (line) => lines.push(line))).toBe(0);
    expect(await runDialogs(['mend'], folder, (line) => lines.push(line))).toBe(2);
    expect(lines.join('\n')).toContain('npm run dialogs -- check');
  });
});

describe('the texts of the dialogs', () => {
  it('are each in the script of their language, address the visitor as the style asks and shout at nobody', async () => {
    const { forms } = await readForms(DIALOGS_DIR);
    const texts: { en: string; 'zh-Hant': string; 'zh-Hans': string }[] = [
      forms!.consent.notice,
      forms!.consent.agreement,
    ];
    for (const dialog of forms!.dialogs.values()) {
      for (const step of dialog.steps) if ('text' in step) texts.push(step.text);
      for (const slot of Object.values(dialog.slots)) texts.push(slot.label, ...slot.options.map(({ label }) => label));
    }
    expect(texts.length).toBeGreaterThan(60);
    for (const text of texts) {
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
      expect([...text['zh-Hant']].filter(isSimplifiedOnly)).toEqual([]);
      expect([...text['zh-Hans']].filter(isTraditionalOnly)).toEqual([]);
      expect(text['zh-Hant']).not.toContain('您');
      expect(text['zh-Hans']).not.toContain('你');
      expect(Object.values(text).join('')).not.toMatch(/[!！]|\p{Emoji_Presentation}/u);
    }
  });

  it('state purpose, recipients, retention, rights and that it is voluntary before personal data is asked for', async () => {
    const { consent } = (await readForms(DIALOGS_DIR)).forms!;
    expect(consent.version).toBe('2026-11-27.2');
    expect(consent.retention).toEqual({ conversationDays: 180, caseMonths: 24 });
    for (const word of [
      'follow up',
      'officers',
      '{conversationDays}',
      '{caseMonths}',
      'correct',
      'voluntary',
      'files',
      'e-mail',
    ])
      expect(consent.notice.en).toContain(word);
    for (const word of ['跟進', '專班', '{conversationDays}', '{caseMonths}', '更正', '自願', '檔案', '電郵'])
      expect(consent.notice['zh-Hant']).toContain(word);
    for (const word of ['跟进', '专班', '{conversationDays}', '{caseMonths}', '更正', '自愿', '文件', '邮件'])
      expect(consent.notice['zh-Hans']).toContain(word);
    // What is agreed to covers what is attached later.
    for (const [language, files] of [
      ['en', 'files'],
      ['zh-Hant', '檔案'],
      ['zh-Hans', '文件'],
    ] as const)
      expect(consent.agreement[language]).toContain(files);
  });
});
