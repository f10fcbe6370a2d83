import { beforeAll, expect, it } from 'vitest';
import { withdrawalIn } from '../../src/app/cases/withdrawal-in.ts';
import { withoutCaseCode } from '../../src/app/cases/without-case-code.ts';
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
  '撤回 GG2611-7K4PM-5 查询码 R7QK-M2XD',
  '撤回GG2611-7K4PM-5，查詢碼R7QKM2XD。',
  '请删除 GG2611-7K4PM-5 R7QKM2XD 的所有资料',
  '我要求刪除個案 GG2611-7K4PM-5 查詢碼 R7QKM2XD 並刪除我的個人資料',
  '取消 GG2611-7K4PM-5 R7QKM2XD',
  '我想删除我的数据，个案编号 GG2611-7K4PM-5，查询码 R7QKM2XD',
  'withdraw GG2611-7K4PM-5 R7QKM2XD',
  'Please delete my personal data, case number GG2611-7K4PM-5, code R7QKM2XD',
  'I would like to withdraw case GG2611-7K4PM-5 (code R7QKM2XD) and delete my data',
  'Delete the data of case GG2611-7K4PM-5, access code R7QKM2XD',
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

it.each([
  'GG2611-7K4PM-5 R7QK-M2XD 有消息吗？',
  'GG2611-7K4PM-5 R7QKM2XD',
  '撤回个案会怎样？GG2611-7K4PM-5 查询码 R7QKM2XD',
  '不要撤回 GG2611-7K4PM-5 R7QKM2XD',
  'Do not delete GG2611-7K4PM-5 R7QKM2XD',
  'Please cancel our call about GG2611-7K4PM-5 R7QKM2XD tomorrow',
])('is no wish to take it back: %s', (message) => {
  expect(wishOf(message)).toEqual([...NAMED, null]);
});

it.each([
  ['撤回 GG2611-7K4PM-5 R7QK-M2XD', '撤回 GG2611-7K4PM-5 ■■■■■■■■'],
  ['GG2611-7K4PM-5 查询码：R7QKM2XD，有消息吗', 'GG2611-7K4PM-5 查询码:■■■■■■■■,有消息吗'],
  ['My case GG2611-7K4PM-5, code r7qk m2xd', 'My case GG2611-7K4PM-5, code ■■■■■■■■'],
])('keeps no code of a case: %s', (message, kept) => {
  expect(withoutCaseCode(message, patterns)).toBe(kept);
});

it.each([
  'GG2611-7K4PM-5 的会议改到 20260930 好吗',
  'Please transfer GG2611-7K4PM-5 to Shenzhen TRANSFER desk',
  'R7QKM2XD',
])('leaves alone what nobody calls a code: %s', (message) => {
  expect(withoutCaseCode(message, patterns)).toBe(message);
});
