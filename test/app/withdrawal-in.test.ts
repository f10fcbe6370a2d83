import { beforeAll, expect, it } from 'vitest';
import { withdrawalIn } from '../../src/app/cases/withdrawal-in.ts';
import { readDialogs } from '../../src/dialogs/read-dialogs.ts';
import { findCaseReference } from '../../src/domain/case-number.ts';
import type { IntentPatterns } from '../../src/domain/wording.ts';
import { DIALOGS_DIR } from '../support/folders.ts';

let patterns: IntentPatterns;
beforeAll(async () => {
  patterns = (await readDialogs(DIALOGS_DIR)).intents;
});

const wishOf = (message: string) => {
  const named = findCaseReference(message);
  return named && [named.number, named.code, withdrawalIn(named.rest, patterns)];
};
const NAMED = ['GG2611-7K4PM-5', 'R7QKM2XD'];

it.each([
  '撤回个案GG2611-7K4PM-5，查询码R7QK-M2XD',
  '撤回我的個案 編號：gg2611 7k4pm 5 查詢碼：r7qk m2xd',
  '我想撤回个案 ＧＧ2611-7K4PM-5 R7QKM2XD',
  'Please withdraw case GG2611-7K4PM-5, code R7QK-M2XD',
  'withdraw my case GG2611-7K4PM-5 code r7qk m2xd',
  'delete my case GG2611-7K4PM-5 and code R7QKM2XD please',
])('hears that a named case should be taken back: %s', (message) => {
  expect(wishOf(message)).toEqual([...NAMED, 'asked']);
});

it.each([
  '确认撤回并删除信息 GG2611-7K4PM-5 R7QKM2XD',
  '確認撤回並刪除資料 GG2611-7K4PM-5 R7QKM2XD',
  'Withdraw and delete GG2611-7K4PM-5 R7QKM2XD',
])('hears the words of its button: %s', (message) => {
  expect(wishOf(message)).toEqual([...NAMED, 'confirmed']);
});

it.each([
  ['no code', '撤回个案 GG2611-7K4PM-5'],
  ['a wrong check character', '撤回个案 GG2611-7K4PM-6 R7QK-M2XD'],
  ['no number', '撤回个案 R7QK-M2XD'],
])('names nothing with %s', (_what, message) => {
  expect(wishOf(message)).toBeUndefined();
});

it('is no wish to ask after a case', () => {
  expect(wishOf('GG2611-7K4PM-5 R7QK-M2XD 有消息吗？')).toEqual([...NAMED, null]);
});
