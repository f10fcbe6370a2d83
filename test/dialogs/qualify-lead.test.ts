import { beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import type { Slots } from '../../src/domain/slots.ts';
import { createRealDialogs, FormVisitor, type RealDialogs } from '../support/dialog-engine.ts';

let real: RealDialogs;
beforeAll(async () => {
  real = await createRealDialogs();
});
const visitor = (language: Language, prefill?: Slots) => new FormVisitor(real.engine, language, prefill);

const SCRIPTS: readonly { language: Language; says: readonly string[]; slots: Slots }[] = [
  {
    language: 'en',
    says: ['Tax and banking', 'Cloudsail Technology Co., Ltd in Shenzhen', 'Technology', 'Plan decided',
      'Vietnam and Thailand, US$5 million, within six months', 'Not yet', 'How is a dividend taxed?',
      'My name is Chan Tai Man, CFO', 'chan@cloudsail.com.hk or +852 9123 4567, mornings please', 'Agree and send'],
    slots: {
      needs: ['tax', 'banking'], company: 'Cloudsail Technology Co., Ltd', province: 'guangdong', city: 'shenzhen',
      sector: 'technology', stage: 'planning', markets: ['vietnam', 'thailand'],
      investment: { value: 5e6, currency: 'USD' }, timing: 'half-year', hasHongKongEntity: false,
      question: 'How is a dividend taxed?', contactName: 'Chan Tai Man', contactTitle: 'CFO',
      email: 'chan@cloudsail.com.hk', phone: '+85291234567', preferredTime: 'morning', preferredLanguage: 'english',
    },
  },
  {
    language: 'zh-Hans',
    says: ['税务、银行开户', '公司名称是云帆科技有限公司，在深圳', '科技', '已有计划', '越南，500万美元，半年内', '还没有',
      '没有', '我叫陈大文，财务总监', '微信：chan_tw88，下午', '同意并发送'],
    slots: {
      needs: ['tax', 'banking'], company: '云帆科技有限公司', province: 'guangdong', city: 'shenzhen',
      sector: 'technology', stage: 'planning', markets: ['vietnam'], investment: { value: 5e6, currency: 'USD' },
      timing: 'half-year', hasHongKongEntity: false, contactName: '陈大文', contactTitle: '财务总监',
      wechat: 'chan_tw88', preferredTime: 'afternoon', preferredLanguage: 'putonghua',
    },
  },
  {
    language: 'zh-Hant',
    says: ['1', '略過', '製造業', '已在香港營運', '越南，３億人民幣', '12345678-000', '略過', '陳大文',
      '電話 138 0013 8000', '同意並發送'],
    slots: {
      needs: ['set-up'], sector: 'manufacturing', stage: 'in-hong-kong', hasHongKongEntity: true, brNumber: '12345678',
      markets: ['vietnam'], investment: { value: 3e8, currency: 'CNY' }, contactName: '陳大文',
      phone: '+8613800138000', preferredLanguage: 'cantonese',
    },
  },
]; // biome-ignore format: one conversation after the other

describe('the enquiry', () => {
  it.each(SCRIPTS)('takes a conversation in $language to a case', ({ language, says, slots }) => {
    const chat = visitor(language);
    for (const text of says) chat.say(text);
    expect(chat.outcome).toMatchObject({
      kind: 'submit', withheld: [], consent: { version: '2026-11-27.2' },
    }); // biome-ignore format: short
    expect(chat.outcome.kind === 'submit' && chat.outcome.slots).toEqual(slots);
  });

  it.each(SCRIPTS)('is at most nine questions long in $language, and says how far it is', ({ language, says }) => {
    const chat = visitor(language);
    for (const [index, text] of says.entries()) {
      expect(chat.outcome).toMatchObject({ progress: { done: index, of: 9 } });
      chat.say(text);
    }
  });

  it('tells the purpose before it asks for personal data, and once only', () => {
    const chat = visitor('en');
    const notices: string[] = [];
    for (const text of ['tax', 'skip', 'skip', 'skip', 'skip', 'skip', 'skip', 'Chan Tai Man', 'chan@example.com']) {
      chat.say(text);
      if (chat.text.includes('Before your contact details')) notices.push(chat.running?.asked ?? '');
    }
    expect(notices).toEqual(['contact']);
    const card = chat.outcome.kind === 'said' ? chat.outcome.card : undefined;
    const consent = card?.kind === 'brief' ? card.consent.text : '';
    expect(consent).toContain('180 days');
    expect(consent).toContain('24 months');
  });

  it('shows in the brief exactly what is sent, and where a value came from', () => {
    const chat = visitor('zh-Hans', { markets: ['vietnam'], needs: ['tax'] });
    expect(chat.text).toContain('我已记下：需求：税务；目标市场：越南');
    chat.sayAll('云帆科技，深圳', '科技', '初步了解', '跳过', '还没有', '没有', '陈大文', '邮箱 chan@example.com');
    expect(chat.running?.asked).toBe('brief');
    const card = chat.outcome.kind === 'said' ? chat.outcome.card : undefined;
    expect(card).toMatchObject({ kind: 'brief', consent: { version: '2026-11-27.2' } });
    const rows = card?.kind === 'brief' ? card.rows : [];
    expect(rows.find(({ slot }) => slot === 'markets')).toEqual({
      slot: 'markets', label: '目标市场', shown: '越南', isPrefilled: true, isWithheld: false, isPersonal: false,
    }); // biome-ignore format: one row
    expect(rows.find(({ slot }) => slot === 'email')).toMatchObject({ isPrefilled: false, isPersonal: true });
    expect(rows.map(({ slot }) => slot)).not.toContain('agreed');
    // The card says it; channels that show text only write the card below.
    expect(chat.text).toContain('以下内容将交给专员');
    expect(chat.text).not.toContain('chan@example.com');
  });

  it.each([
    ['zh-Hant', '稅務，我哋係廣州明珠生物科技有限公司', '廣州明珠生物科技有限公司'],
    ['zh-Hant', '稅務。我們是廣州明珠生物科技有限公司', '廣州明珠生物科技有限公司'],
    ['zh-Hans', '税务，我们是深圳市华星电子有限公司，想去越南', '深圳市华星电子有限公司'],
    ['en', 'Tax. We are Huaxing Electronics Co., Ltd in Shenzhen', 'Huaxing Electronics Co., Ltd'],
  ] as const)('takes the company that is named with another answer, in %s: %s', (language, text, company) => {
    const chat = visitor(language);
    chat.say(text);
    expect(chat.slots).toMatchObject({ needs: ['tax'], company });
  });

  it.each([
    ['zh-Hans', '税务，我们是一家有限公司'],
    ['zh-Hans', '公司设立，想注册香港有限公司'],
    ['en', 'Tax, we are a limited company'],
    ['en', 'Company set-up, incorporating a private limited'],
  ] as const)('takes a legal form by itself for no company, in %s: %s', (language, text) => {
    const chat = visitor(language);
    chat.say(text);
    expect(chat.slots).not.toHaveProperty('company');
  });

  it.each([
    ['zh-Hant', '我哋係廣州明珠生物科技有限公司', '廣州明珠生物科技有限公司'],
    ['zh-Hant', '公司名稱係雲帆科技', '雲帆科技'],
    ['zh-Hans', '我们是云帆科技', '云帆科技'],
  ] as const)('leaves the words before a name out of it, in either script: %s %s', (language, text, company) => {
    const chat = visitor(language);
    chat.sayAll('1', text);
    expect(chat.slots).toMatchObject({ company });
  });

  it('takes markets, amount and time that are said with another answer', () => {
    const chat = visitor('zh-Hans');
    chat.sayAll('税务', '跳过', '科技，去越南，投资500万美元，半年内');
    expect(chat.slots).toMatchObject({
      sector: 'technology', markets: ['vietnam'], investment: { value: 5e6, currency: 'USD' }, timing: 'half-year',
    }); // biome-ignore format: one answer
    expect(chat.text).toContain('目前进展如何');
    chat.say('已有计划');
    expect(chat.text).toContain('有香港公司吗');
  });

  it('asks how much and when where only the market is known, and not for the market again', () => {
    const chat = visitor('en', { markets: ['vietnam'] });
    chat.sayAll('Tax', 'skip', 'skip', 'skip');
    expect(chat.text).toContain('About how much would you invest, and when?');
    expect(chat.text).not.toContain('Which markets');
    chat.say('US$5 million, within six months');
    expect(chat.slots).toMatchObject({ markets: ['vietnam'], investment: { value: 5e6 }, timing: 'half-year' });
    expect(chat.text).toContain('company in Hong Kong');
  });

  it('never asks for what the conversation knows', () => {
    const chat = visitor('en', { needs: ['tax'], company: 'Cloudsail', sector: 'technology', stage: 'planning' });
    expect(chat.running?.asked).toBe('plan');
    expect(chat.text).toContain(
      'Noted already: Needs: Tax; Company: Cloudsail; Sector: Technology; Stage: Plan decided.',
    );
  });

  it('leaves personal data of the conversation aside until the purpose is told', () => {
    const chat = visitor('en', { email: 'chan@example.com', nonsense: 'x' });
    expect(chat.slots).toEqual({});
  });

  it('leaves out what the visitor does not want to send, and keeps the last way of contact', () => {
    const chat = visitor('en');
    chat.sayAll(
      'tax',
      'Cloudsail',
      'skip',
      'skip',
      'skip',
      'skip',
      'skip',
      'Chan Tai Man',
      'chan@example.com, 9123 4567',
    );
    chat.say("I don't want to send the phone");
    expect(chat.text).toContain('Phone will not be sent.');
    const card = chat.outcome.kind === 'said' ? chat.outcome.card : undefined;
    const rows = card?.kind === 'brief' ? card.rows : [];
    expect(rows.filter(({ isWithheld }) => isWithheld).map(({ slot }) => slot)).toEqual(['phone']);
    chat.say('Leave out Email');
    expect(chat.text).toContain('Email is needed');
    chat.say('withhold the contact');
    expect(chat.text).toContain('Contact is needed');
    chat.say('leave out the company');
    chat.say('Agree and send');
    expect(chat.outcome).toMatchObject({ kind: 'submit', withheld: ['phone', 'company'] });
    const sent = chat.outcome.kind === 'submit' ? Object.keys(chat.outcome.slots) : [];
    expect(sent).toEqual(['needs', 'contactName', 'email', 'preferredLanguage']);
  });

  it('does not ask for what is not to be sent, and sends what is given after all', () => {
    const chat = visitor('en');
    chat.sayAll("don't send my company", 'leave out the email', 'tax');
    expect(chat.running).toMatchObject({ asked: 'sector', withheld: ['company', 'email'] });
    chat.sayAll('skip', 'skip', 'skip', 'skip', 'skip', 'Chan Tai Man', 'chan@example.com', 'Agree and send');
    expect(chat.outcome).toMatchObject({ kind: 'submit', slots: { email: 'chan@example.com' }, withheld: ['company'] });
  });

  it('puts back what was left out', () => {
    const chat = visitor('zh-Hans');
    chat.sayAll('税务', '跳过', '跳过', '跳过', '跳过', '跳过', '跳过', '陈大文', 'chan@example.com，13800138000');
    chat.say('不想发电话');
    expect(chat.running?.withheld).toEqual(['phone']);
    chat.say('不发送某项');
    expect(chat.labels).toContain('加回电话');
    chat.say('加回电话');
    expect(chat.running?.withheld).toEqual([]);
  });

  it('changes any field of the brief by buttons or by words', () => {
    const chat = visitor('zh-Hant');
    chat.sayAll('稅務', '雲帆科技，深圳', '略過', '略過', '略過', '略過', '略過', '陳大文', 'chan@example.com');
    chat.say('更改內容');
    expect(chat.labels).toContain('更改所在城市');
    chat.say('更改所在城市');
    chat.say('廣州');
    expect(chat.slots).toMatchObject({ province: 'guangdong', city: 'guangzhou' });
    chat.say('改一下，城市是杭州');
    expect(chat.slots).toMatchObject({ province: 'zhejiang', city: 'hangzhou' });
    chat.say('電郵改為 ho@example.com');
    expect(chat.slots).toMatchObject({ email: 'ho@example.com' });
    chat.say('更改電郵');
    chat.say('略過');
    expect(chat.slots).toMatchObject({ email: 'ho@example.com' });
    expect(chat.running?.asked).toBe('brief');
  });

  it('does not take a yes with a condition for agreement', () => {
    const chat = visitor('en');
    chat.sayAll('tax', 'skip', 'skip', 'skip', 'skip', 'skip', 'skip', 'Chan Tai Man', 'chan@example.com');
    for (const text of ['yes but not my email', 'yes, if it is free', 'no', 'maybe', 'send it to my boss instead']) {
      chat.say(text);
      expect(chat.outcome.kind, text).toBe('said');
    }
    chat.say('yes');
    expect(chat.outcome.kind).toBe('submit');
  });
});

describe('what can happen at any time', () => {
  it('answers a question in the middle and comes back to its own', () => {
    const chat = visitor('en');
    chat.say('tax');
    chat.say('What does a company secretary do?', true);
    expect(chat.outcome.kind).toBe('aside');
    expect(chat.text).toContain('Back to the form. What is the company called');
    chat.say('Cloudsail');
    expect(chat.slots).toMatchObject({ needs: ['tax'], company: 'Cloudsail' });
  });

  it('leaves a wish for a person to the turn', () => {
    const chat = visitor('zh-Hans');
    chat.say('转人工');
    expect(chat.outcome.kind).toBe('aside');
    expect(chat.slots).toEqual({});
  });

  it.each([
    ['en', 'Cloudsail', 'Sorry, the company is Skysail Ltd.', 'Skysail Ltd.'],
    ['en', 'Cloudsail', 'change the company to Skysail', 'Skysail'],
    ['en', 'Cloudsail', 'Please change my company name to: Sky Sail Group', 'Sky Sail Group'],
    ['zh-Hans', '云帆科技', '改一下，公司名是天帆ABC科技', '天帆ABC科技'],
    ['zh-Hans', '云帆科技', '公司名称改为天帆科技。', '天帆科技'],
    ['zh-Hans', '云帆科技', '不对，公司应该是天帆', '天帆'],
    ['zh-Hant', '雲帆科技', '改一下，公司名稱是天帆科技', '天帆科技'],
    ['zh-Hant', '雲帆科技', '公司名改做天帆', '天帆'],
  ] as const)('in %s corrects «%s» by «%s»', (language, before, words, after) => {
    const chat = visitor(language);
    chat.sayAll('1', before);
    expect(chat.slots['company']).toBe(before);
    const asked = chat.running?.asked;
    chat.say(words);
    expect(chat.slots['company']).toBe(after);
    expect(chat.running?.asked).toBe(asked);
  });

  it('keeps the old value when a correction is of no use', () => {
    const chat = visitor('en');
    chat.sayAll('1', 'Cloudsail', 'Technology', 'Plan decided', 'Vietnam');
    chat.say('change the investment to lots');
    expect(chat.text).toContain('Please give an amount');
    chat.say('HK$30 million');
    expect(chat.slots['investment']).toEqual({ value: 3e7, currency: 'HKD' });
  });

  it.each([
    ['en', 'cancel', 'nothing was sent'],
    ['zh-Hans', '算了', '没有发送'],
    ['zh-Hant', '唔填喇', '沒有發送'],
  ] as const)('in %s stops at «%s»', (language, words, says) => {
    const chat = visitor(language);
    chat.say('1');
    chat.say(words);
    expect(chat.running).toBeNull();
    expect(chat.text).toContain(says);
  });

  it.each([
    ['en', 'go back'],
    ['zh-Hans', '上一题'],
    ['zh-Hant', '返回'],
  ] as const)('in %s goes a step back at «%s», further each time', (language, words) => {
    const chat = visitor(language);
    chat.sayAll('1', 'Cloudsail', '2');
    expect(chat.running?.asked).toBe('stage');
    chat.say(words);
    expect(chat.running?.asked).toBe('sector');
    chat.say(words);
    expect(chat.running?.asked).toBe('company');
    expect(chat.slots).toEqual({ needs: ['set-up'] });
    chat.sayAll(words, words);
    expect(chat.running?.asked).toBe('needs');
  });

  it('starts again with what came from the conversation', () => {
    const chat = visitor('zh-Hans', { markets: ['vietnam'] });
    chat.sayAll('税务', '云帆科技');
    chat.say('重新开始');
    expect(chat.slots).toEqual({ markets: ['vietnam'] });
    expect(chat.running?.asked).toBe('needs');
  });

  it('skips what may be skipped and says why the rest may not', () => {
    const chat = visitor('en');
    chat.say('skip');
    expect(chat.text).toContain('cannot help without this');
    expect(chat.running?.asked).toBe('needs');
    chat.sayAll('tax', 'skip');
    expect(chat.running).toMatchObject({ asked: 'sector', skipped: ['company'] });
    chat.say('not sure');
    expect(chat.running).toMatchObject({ asked: 'stage', skipped: ['company', 'sector'] });
  });

  it('offers a gentler way out after three replies of no use', () => {
    const chat = visitor('en');
    chat.say('tax');
    chat.sayAll('!!!', '???', '...');
    expect(chat.labels).toEqual(['Skip', 'Talk to a person', 'Cancel']);
    chat.say('Cloudsail');
    expect(chat.running?.failures).toBe(0);
  });

  it('takes everything that one sentence says', () => {
    const chat = visitor('zh-Hans');
    chat.say('深圳的企业，想去越南投资500万美元，需要税务方面的帮助');
    expect(chat.slots).toEqual({
      needs: ['tax'], province: 'guangdong', city: 'shenzhen', markets: ['vietnam'],
      investment: { value: 5e6, currency: 'USD' },
    }); // biome-ignore format: short
    expect(chat.text).toContain('已记下：所在省份：广东；所在城市：深圳；目标市场：越南；投资额：500万美元');
    chat.sayAll('云帆科技', '科技', '初步了解');
    expect(chat.running?.asked).toBe('entity');
    chat.sayAll('有，登记号码 12345678', '没有', '陈大文，总监，chan@example.com，微信 chan88');
    expect(chat.slots).toMatchObject({
      brNumber: '12345678', contactName: '陈大文', contactTitle: '总监',
      email: 'chan@example.com', wechat: 'chan88',
    }); // biome-ignore format: short
    expect(chat.running?.asked).toBe('brief');
    chat.say('同意');
    expect(chat.outcome).toMatchObject({ kind: 'submit', slots: { hasHongKongEntity: true } });
  });

  it('asks only for what is still missing of a question', () => {
    const chat = visitor('zh-Hans');
    chat.sayAll('1', '深圳');
    expect(chat.text).toContain('还需要：公司名称');
    chat.say('云帆科技');
    expect(chat.slots).toMatchObject({ company: '云帆科技', city: 'shenzhen' });
  });

  it('offers to continue or to start again when it was left for long', () => {
    const chat = visitor('en');
    chat.say('tax');
    chat.wait(61);
    chat.say('Cloudsail');
    expect(chat.labels).toEqual(['Continue', 'Start again', 'Cancel']);
    expect(chat.slots).toEqual({ needs: ['tax'] });
    chat.say('Continue');
    expect(chat.running?.asked).toBe('company');
    chat.wait(600);
    chat.say('Start again');
    expect(chat.slots).toEqual({});
    chat.say('tax');
    expect(chat.running?.asked).toBe('company');
  });

  it('goes on after its file was changed, without what is no longer asked', () => {
    const chat = visitor('en');
    chat.say('tax');
    const old = { ...chat.running!, version: 0, slots: { ...chat.slots, gone: 'x' }, filled: ['needs', 'gone'] };
    const outcome = real.engine.advance(
      old,
      { text: 'Cloudsail', language: 'en', isQuestion: false },
      new Date(chat.now),
    );
    expect(outcome.kind === 'said' && outcome.running).toMatchObject({
      version: 1, slots: { needs: ['tax'], company: 'Cloudsail' }, filled: ['needs', 'company'],
    }); // biome-ignore format: short
  });

  it('ends kindly when its dialog is no longer there', () => {
    const chat = visitor('en');
    const gone = { ...chat.running!, dialog: 'gone' };
    const outcome = real.engine.advance(gone, { text: 'tax', language: 'en', isQuestion: false }, new Date(chat.now));
    expect(outcome).toMatchObject({ kind: 'said', running: null });
  });
});

describe('values as people read them', () => {
  it.each([
    ['en', 'province', 'guangdong', 'Province', 'Guangdong'],
    ['zh-Hant', 'markets', ['vietnam', 'CL'], '目標市場', '越南、智利'],
    ['zh-Hans', 'investment', { value: 3e8, currency: 'USD' }, '投资额', '3亿美元'],
    ['en', 'phone', '+85291234567', 'Phone', '+852 9123 4567'],
    ['zh-Hans', 'hasHongKongEntity', false, '香港公司', '还没有'],
    ['en', 'needs', ['tax', 'visa'], 'Needs', 'Tax, Visas and staff'],
    ['en', 'company', undefined, 'Company', ''],
  ] as const)('in %s: %s', (language, slot, value, label, shown) => {
    expect(real.engine.describe('qualify-lead', slot, value, language)).toMatchObject({ label, shown });
  });

  it('of a slot that is no longer there are shown as they are and count as personal', () => {
    expect(real.engine.describe('qualify-lead', 'gone', 'x', 'en')).toEqual({
      label: 'gone',
      shown: 'x',
      isPersonal: true,
    });
  });
});
