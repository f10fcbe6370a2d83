import { beforeAll, describe, expect, it } from 'vitest';
import { cleanReply } from '../../src/dialogs/clean-reply.ts';
import type { SlotDefinition } from '../../src/dialogs/dialog-definition.ts';
import type { Reading, ReadingContext } from '../../src/dialogs/validators/validator.ts';
import { VALIDATOR_NAMES, type ValidatorName } from '../../src/dialogs/validators/validator-names.ts';
import { VALIDATORS } from '../../src/dialogs/validators/validators.ts';
import { LANGUAGES, type Language } from '../../src/domain/language.ts';
import { createRealDialogs, FormVisitor, type RealDialogs } from '../support/dialog-engine.ts';

let real: RealDialogs;
beforeAll(async () => {
  real = await createRealDialogs();
});

const SLOT_OF: Partial<Record<ValidatorName, string>> = {
  choice: 'stage', choices: 'needs', sector: 'sector', 'yes-no': 'hasHongKongEntity', 'company-name': 'company',
  'person-name': 'contactName', 'job-title': 'contactTitle', text: 'question', place: 'province',
}; // biome-ignore format: one table

function slotOf(validator: ValidatorName): SlotDefinition {
  const slots = real.dialogs.forms.dialogs.get('qualify-lead')!.slots;
  const id = SLOT_OF[validator];
  return id === undefined ? { ...slots['email']!, validator, options: [] } : slots[id]!;
}

function read(validator: ValidatorName, text: string, language: Language): Reading {
  const context: ReadingContext = {
    slot: slotOf(validator),
    findNames: real.parts.findNames,
    provinces: real.parts.provinces(),
    readDay: real.parts.readDay,
    today: '2026-11-27',
    words: real.parts.words,
  };
  return VALIDATORS[validator].read(cleanReply(text), language, context);
}

const PAYLOADS = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg/onload=alert(1)>', '</textarea><script>', '{{7*7}}',
  '${process.env}', '<%= 7 %>', 'javascript:alert(1)', '<!-- -->', '<?xml version="1.0"?>', '<iframe src="//x">',
  '&lt;script&gt;', '＜script＞alert(1)＜/script＞', '<a href=x>',
]; // biome-ignore format: one list
const DISGUISES: readonly ((payload: string) => string)[] = [
  (payload) => payload,
  (payload) => `  ${payload}  `,
  (payload) => `\u200B${payload}\u202E`,
  (payload) => payload.toUpperCase(),
  (payload) => `越南 ${payload}`,
];
/** No validator may take any of these. */
const FOR_ALL = [
  ...PAYLOADS.flatMap((payload) => DISGUISES.map((disguise) => disguise(payload))),
  '', ' ', '\n\n', '\t', '\u0000', '\u200B\u200B', '\u202E', '\uFEFF', '\u3164', '　　', '。', '！！！', '...', '???', '——', '----',
  '*', '()', '[]', '\\', '/', '|', '"', "'", '`', ',,,', ';;;', ':', '@', '@@', '#', '%', '^', '~', '+', '=', '😀', '👍🏽👍🏽', '\uD800',
  '\uDFFF\uDFFF', '\uFFFD', '🇭🇰', '٠', '½', '∞', '☎', '©', '‰', '.'.repeat(1_000), '啊'.repeat(3_000), 'a'.repeat(100_000),
  '1'.repeat(5_000), '@'.repeat(4_000), 'a@'.repeat(2_000), '越南'.repeat(2_000), 'yes '.repeat(2_000),
]; // biome-ignore format: one list

/** Near misses of each validator. */
const OWN: Readonly<Record<ValidatorName, readonly string[]>> = {
  email: ['chan', 'chan@', '@example.com', 'chan@example', 'chan@@example.com', 'chan@example..com', '.chan@example.com',
    'chan.@example.com', 'ch..an@example.com', 'chan@-example.com', 'chan@example-.com', 'chan@example.c', 'chan@example.123',
    'chan@127.0.0.1', 'chan@localhost', 'chan example.com', 'chan@exa mple.com', 'chan#example.com', 'chan at example dot com',
    'a@example.com b@example.com', 'a@example.com;b@example.com', 'chan@example.com@evil.com', `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(64)}.com`, 'chan@example.com"', '"chan"@example.com', 'chan@exämple.com', 'chän@example.com', 'mailto:@x.com',
    'chan@example.com\'--', '没有邮箱', '唔知', 'not sure', '13800138000', 'a@b', 'chan@example,com', '邮箱是 chan@', 'chan@.com'],
  phone: ['123', '1234567', '0000000000', '12345678901', '1380013800', '138001380000', '11800138000', '1234 5678', '+852 1234 5678',
    '+852 912', '+86 12345', '+86 238', '+', '+0 123 456 789', '+1234567890123456', '+852 9123 45678', '2026-11-27', '27.11.2026',
    'phone', '电话', '一二三四五六七八', 'nine one two three', '9123', '91234567x', 'x91234567', '9123 4567 and 6123 4567',
    '91234567; 61234567', '+++85291234567', '852', 'HK$91234567', '9123_4567', 'http://91234567', 'chan@91234567', '1-800-FLOWERS',
    '912345678', '0086', '+8613800', '(((91234567', '999', '110', '+11111111111'],
  wechat: ['abc', 'a', '12345', '_abcdef', '-abcdef', 'abcdefghijklmnopqrstu', 'nothing', 'wechat', 'hello there', 'none of it',
    '微信', '微信号', '微信号是', 'chan 88', 'chan!88', 'chan@88', '陈大文', 'chan.tw88', 'chan#88', 'wechat: a', 'wx 1', '微信：中文号',
    '1380013', '+85291234567', 'a'.repeat(21), 'chan88 or ho88', 'WeChat ID', 'same as phone', '同手机', '手机同号'],
  url: ['www', 'company', 'http://', 'https://', 'http:///x', 'ftp://company.com', 'javascript://company.com', 'file:///etc/passwd',
    'data:text/html,x', 'http://localhost', 'http://127.0.0.1', 'http://[::1]/', 'https://user:pw@company.com', 'company.com@evil.com',
    'https://company', 'www.company.c', '.com', 'com.', 'company..com', '-company.com', 'company-.com', 'www company com',
    'http//company.com', 'http:company.com', 'https:\\\\company.com', 'mailto:a@b.com', 'tel:123', '公司网站', 'no website', 'http://2130706433'],
  amount: ['5', '500', '1,000', '5 5', 'lots', '很多', '不多', 'a few', '若干', 'between', 'million', '万', '亿', 'US$', 'HK$', '元',
    '-500万', '-US$5 million', '0万', 'US$0', '500万到1000万', 'US$1 million or US$2 million', 'HK$5 million / RMB 3 million', 'NaN', 'Infinity',
    '1e9', '0x10', '五', 'five', '$', '%', '50%', 'half', '一半', '未定', 'tbc', '999999999999999亿', 'about', '大概'],
  date: ['tomorrow', '明天', '2026', '2026-13-01', '2026-02-30', '2025-01-01', '2020年1月1日', '1 March 2020', 'March', '3月1日', '31/12',
    '2026-00-10', '2026-11-26', '9999', 'next year', '明年', '2027-02-29', '2027年2月30日', '0000-00-00', '1.1.27', 'soon', '尽快', '2027-1', '下个月',
    '30 February 2027', '2027-01-01 2028-01-01', 'ab-cd-ef', '１９９９年１月１日', '星期一', '12:30'],
  'company-name': ['1', '12345678', 'x', '?', 'chan@example.com', 'www.company.com', 'https://company.com', 'aaaaaaaaaaaa', '哈哈哈哈哈哈哈哈',
    '+852 9123 4567', '公司名是', 'the company is ', 'what is tax?', '什么是公司？', 'a=1', "x'; DROP TABLE leads;--", '| cat /etc/passwd', '`id`',
    '公'.repeat(121), 'Ltd '.repeat(40), '2026-11-27', '1+1', '100%', '{"a":1}', '[x]', 'a\\b', '😀公司', '12345Ltd', '$$$ Ltd', '~~~'],
  'person-name': ['1', '12345', 'x', 'chan@example.com', 'www.chan.com', 'https://chan.com', '+852 9123 4567', '91234567', 'aaaaaaaa', '我叫', 'my name is',
    'who are you?', '你是谁？', 'a=1', "Robert'); DROP TABLE students;--", '`id`', '$(id)', '陈'.repeat(61), 'Chan '.repeat(20), '{"a":1}', '[x]', 'a\\b', '😀',
    'Chan 123', '***', 'A1B2C3D4', '2026-11-27', '100%', '<b>Chan</b>', 'Chan;Ho'],
  'job-title': ['1', '12345', 'x', 'ceo@example.com', 'www.ceo.com', 'https://ceo.com', '+852 9123 4567', 'aaaaaaaa', '职务是', 'title:', 'what is tax?',
    '请问要多少钱', '我不知道', '你好', 'I do not know', 'please call me', 'a=1', '`id`', '$(id)', '总'.repeat(61), 'Head '.repeat(20), '{"a":1}', '[x]', 'a\\b',
    '😀', '***', '2026-11-27', '100%', '<b>CEO</b>', 'CEO;CFO'],
  uscc: ['1', '91440300', '914403007109310121', '91440300708461136X', '91440300708461136I', '91440300708461136O', '91440300708461136S',
    '91440300708461136Z', '91440300708461136V', '9144030070846113', '91440300708461136TT', '000000000000000001', '111111111111111111',
    'ABCDEFGHJKLMNPQRTU', '统一社会信用代码', 'none', '没有', '12345678', '91440300708461136T 91440300708461136T', '-'.repeat(18), '９１４４０３００',
    '440300708461136', '914403007084611', '91 44', 'usc', 'MA5', '91440300MA5', '123456789012345678', '98765432109876543', '9144030070846113６X'],
  'br-number': ['1', '1234567', '123456789', '00000000', '11111111', '1234-5678', '1234 5678', '12345678 87654321', 'BR', '登记号', 'x12345678', '12345678x',
    '-12345678', '+12345678', '12345678.5', '12345678-00', '12345678-0000', '1234567O', 'I2345678', '+852 9123 4567', '91440300708461136X', 'none', '没有',
    '不记得', 'HK12345678', 'chan@12345678', '一二三四五六七八', '１２３', '12,345,678', '12345678/1'],
  place: ['Hong Kong', '香港', 'Atlantis', '月球', 'Tokyo', '东京', 'nowhere', '省', '市', '内地', '中国', 'Mainland', '深圳和上海', 'Beijing or Shanghai', '广东、浙江',
    '12345', '518000', 'south', '南方', '华南', 'x', '京', '粤', 'Shenzhenish', 'Guangdongs', 'none', '都可以', '各地', 'chan@example.com', '不方便说'],
  market: ['Atlantis', '火星', 'nowhere', '全球', '12345', 'x', 'none', '海外', '国外', 'overseas', 'abroad', 'everywhere', '越南和泰国', 'Vietnam, Thailand', '日本、韩国',
    'Japan and Korea', 'chan@example.com', '不知道', '都可以', '市场', 'market', '+852', 'th', '88', 'tbc', '未定', '欧', 'new markets', '新市场'],
  markets: ['Atlantis', '火星', 'nowhere', '全球', '12345', 'x', 'none', '海外', '国外', 'overseas', 'abroad', 'everywhere', 'chan@example.com', '不知道', '都可以', '市场', 'market',
    '+852', 'th', '88', 'tbc', '未定', '欧', 'new markets', '新市场', '1', '1,2', 'all', '其他', 'other'],
  sector: ['0', '10', '99', '1,99', '-1', '1.5', '1,2', '科技和金融', 'technology and finance', 'x', 'everything', '不知道', 'none', 'chan@example.com', 'qwerty', '火星', '行业', 'sector',
    'not technology', '不是金融', '甲', '一二', '12345678', 'A', 'B', 'tbc', '都有', 'all of them', 'no', 'yes'],
  text: ['1', '123', '12-34', '+852 9123', '1+1=2', '100%', '2026-11-27', '12:30', '$$$', '()()', '1 2 3 4', '٣٤', '#1', '1/2', '...1...', '-1', '0.5', '3.14', '0', '000',
    '1e', 'x'.repeat(1_001), '字'.repeat(1_001), '<b>', '<B>x', '<p>税</p>', '</p>', '{{x}}', '${x}', '&#x3c;'].filter((text) => text !== '1e'),
  'yes-no': ['maybe', '也许', '可能', '看情况', '唔知', 'depends', 'x', '1', '2', 'yesno', 'noyes', 'soon', '以后', '?', 'who knows', '随便', '都行', 'chan@example.com', '12345678',
    'qwerty', '火星', 'tbc', '未定', 'perhaps', 'kind of', '一半', '算是吧', '不好说', 'company', '公司'].filter((text) => text !== '不好说'),
  choice: ['0', '5', '99', '1,99', '-1', '1.5', '1,2', 'x', 'everything', '不知道', 'none', 'chan@example.com', 'qwerty', '火星', 'stage', '进展', '甲', '一二', '12345678', 'A', 'B', 'tbc',
    '都有', 'all of them', 'no', 'yes', '初步了解、已有计划', 'Looking into it, Plan decided', '考虑和准备', 'not planning'],
  choices: ['0', '10', '99', '1,99', '-1', '1.5', 'x', 'everything', '不知道', 'none', 'chan@example.com', 'qwerty', '火星', '需要', 'needs', '甲', '一二', '12345678', 'A', 'B', 'tbc', '都有',
    'all of them', 'no', 'yes', 'not banking', '不要银行', '不是税', 'no tax', '1;DROP'],
}; // biome-ignore format: lists

describe.each(VALIDATOR_NAMES)('the validator «%s»', (validator) => {
  const replies = [...FOR_ALL, ...OWN[validator]];

  it('is tried with at least 200 replies', () => {
    expect(new Set(replies).size * LANGUAGES.length).toBeGreaterThanOrEqual(200);
    expect(OWN[validator].length).toBeGreaterThanOrEqual(28);
  });

  it.each(LANGUAGES)('takes none of them in %s, and says why in that language', (language) => {
    const taken: unknown[] = [];
    for (const text of replies) {
      const reading = read(validator, text, language);
      if (reading.kind === 'ok') taken.push([text.slice(0, 60), reading.value]);
      else expect(real.parts.wording(`form.wrong.${reading.key}`, language).length).toBeGreaterThan(4);
    }
    expect(taken).toEqual([]);
  });
});

describe('good replies', () => {
  it.each<[ValidatorName, string, unknown]>([
    ['email', 'Chan.Tai-Man+hk@Example.COM.HK', 'Chan.Tai-Man+hk@example.com.hk'],
    ['email', '邮箱是ｃｈａｎ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'chan@example.com'],
    ['email', 'My email is chan@example.com.', 'chan@example.com'],
    ['phone', '９１２３　４５６７', '+85291234567'],
    ['phone', '+86 138-0013-8000', '+8613800138000'],
    ['phone', '138 0013 8000', '+8613800138000'],
    ['phone', '0755-1234 5678', '+8675512345678'],
    ['phone', '00852 9123 4567', '+85291234567'],
    ['phone', '+44 20 7946 0958', '+442079460958'],
    ['phone', '我的电话：852-9123-4567', '+85291234567'],
    ['wechat', '微信：chan_tw88', 'chan_tw88'],
    ['wechat', 'WeChat: abcdef', 'abcdef'],
    ['wechat', 'chan-88', 'chan-88'],
    ['url', 'www.company.com.hk', 'https://www.company.com.hk/'],
    ['url', 'https://company.com/about?x=1', 'https://company.com/about?x=1'],
    ['amount', '五百万美元', { value: 5e6, currency: 'USD' }],
    ['amount', 'HK$30 million', { value: 3e7, currency: 'HKD' }],
    ['amount', '３亿人民币', { value: 3e8, currency: 'CNY' }],
    ['amount', '500万', { value: 5e6, currency: null }],
    ['date', '2027年3月1日', '2027-03-01'],
    ['date', '1 March 2027', '2027-03-01'],
    ['company-name', '我们公司叫云帆科技（深圳）有限公司', '云帆科技(深圳)有限公司'],
    ['company-name', "O'Brien & Sons Co., Ltd.", "O'Brien & Sons Co., Ltd."],
    ['company-name', '3M', undefined],
    ['person-name', '我是陈大文', '陈大文'],
    ['person-name', 'My name is Ana-María O’Neill', 'Ana-María O’Neill'],
    ['uscc', '9144030070846113 0E', undefined],
    ['br-number', 'BR 12345678-000-11-25-0', '12345678'],
    ['place', '我们在深圳', 'guangdong'],
    ['place', 'Hangzhou, Zhejiang', 'zhejiang'],
    ['place', '吉林省长春市', 'jilin'],
    ['market', '越南', 'vietnam'],
    ['markets', 'Vietnam, Thailand and Chile', ['vietnam', 'thailand', 'chile']],
    ['sector', '我们做机器人', 'technology'],
    ['text', '想了解 <5% 的税率', '想了解 <5% 的税率'],
    ['yes-no', '有', true],
    ['yes-no', 'No, not yet', false],
    ['choice', '２', 'planning'],
    ['choices', '1、3', ['set-up', 'banking']],
    ['choices', '稅務同銀行開戶', ['tax', 'banking']],
  ])('«%s» hears «%s»', (validator, text, value) => {
    const reading = read(validator, text, 'zh-Hans');
    if (value === undefined) expect(reading.kind).toBe('wrong');
    else expect(reading).toEqual({ kind: 'ok', value });
  });

  it('«uscc» checks the last character by GB 32100', () => {
    const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const good = [...characters].filter((last) => read('uscc', `91440300708461136${last}`, 'en').kind === 'ok');
    expect(good).toEqual(['T']);
  });
});

describe('a hostile conversation', () => {
  it.each(LANGUAGES)('never breaks a form in %s, and ends in no case', (language) => {
    const steps = ['1', 'Cloudsail', '2', '2', 'Vietnam', '1', 'x y z', 'Chan Tai Man'];
    const chat = new FormVisitor(real.engine, language);
    for (const step of ['', ...steps]) {
      if (step !== '') chat.say(step);
      for (const text of [...FOR_ALL, ...OWN.email, ...OWN.phone]) {
        const before = chat.running!;
        const outcome = real.engine.advance(before, { text, language, isQuestion: false }, new Date(chat.now));
        expect(outcome.kind, text.slice(0, 40)).not.toBe('submit');
        expect(JSON.stringify(outcome)).not.toMatch(/<script|onerror=/iu);
      }
    }
  });

  it('is read in a time that does not grow with its malice', () => {
    const chat = new FormVisitor(real.engine, 'en');
    chat.sayAll('1', 'Cloudsail', '2', '2', 'Vietnam', '1', 'no', 'Chan Tai Man');
    const malice = [
      'a@',
      'a.',
      '1-',
      '1 ',
      '(1',
      'in ',
      '在',
      'aaaa',
      '+1',
      'wx:',
      '1,000',
      'change the email to ',
      '，',
      '不',
      '九亿',
      'x-y.',
    ];
    for (const unit of malice) {
      const text = unit.repeat(Math.floor(1_900 / unit.length));
      const started = performance.now();
      real.engine.advance(chat.running!, { text, language: 'en', isQuestion: false }, new Date(chat.now));
      expect(performance.now() - started, unit).toBeLessThan(2_000);
    }
  });
});
