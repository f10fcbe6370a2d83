import type { Language } from '../domain/language.ts';

const CHINESE_CONNECTIVE =
  /^(?:那么|那麼|那|咁|噉|另外|还有|還有|同埋|顺便问下|順便問下|顺便问|順便問|好的|好(?=[,，、。\s])|明白|谢谢|謝謝|ok|OK)[,，、。\s]*(?!里|裏|裡|边|邊|些|个|個|种|種|时|時|样|樣)/u;
const ENGLISH_CONNECTIVE = /^(?:and|so|then|ok|okay|also|but|thanks|thank you|right|got it)[,.\s]+/iu;
const ENGLISH_ELLIPSIS =
  /^(?:(?:and|so|ok|okay|but)[,\s]+)?(?:what about|how about|and (?:what about|for|in)|same for|what of)\s+(.{1,60}?)[\s?.!]*$/iu;
const ENGLISH_BARE_AND = /^and\s+((?:\S+\s?){1,4}?)[\s?.!]*$/iu;
const CHINESE_ELLIPSIS =
  /^(?:那么|那麼|那|咁|噉|如果|换成|換成|换|換|假如|若|如果是|对|對)?[,，]?\s*(.{1,16}?)(?:又|就)?(?:怎么样|怎樣|點樣|点样|又点|又點|如何)?(?:的话|的話|嘅話)?[,，]?(?:呢|呐|吶|咧|嘞)\s*[?？!！。]*$/u;
const CHINESE_PRONOUN =
  /它们|它們|它|佢哋|佢|该计划|該計劃|该制度|該制度|这个计划|這個計劃|呢個計劃|这个|這個|这项|這項|呢個|呢項|嗰個|那个|那個|这种|這種|这家|這間|上述|(?<![应應])[该該](?=[\p{Script=Han}]{2})/u;
const ENGLISH_PRONOUN =
  /\b(?:[Ii]t(?! (?:takes?|costs?|possible|necessary|legal|required|mandatory|compulsory|allowed|worth|better|safe)\b.* (?:to|for|that|if)\b)|[Ii]ts|[Tt]his(?: one| scheme| rule| tax)?|[Tt]hat(?: one| scheme| rule)?|[Tt]hey|[Tt]hem|[Tt]heir|[Tt]hese|[Tt]hose|[Tt]he scheme|[Tt]he same)\b/u;
const CHINESE_ASPECT =
  /多少钱|多少錢|幾多錢|几多钱|几钱|幾錢|费用|費用|收费|收費|价钱|價錢|多久|几耐|幾耐|几时|幾時|何时|何時|什么时候|甚麼時候|什麼時候|几点|幾點|开始|開始|时间|時間|几天|幾日|期限|限期|有效期|材料|文件|资料|資料|条件|條件|资格|資格|要求|流程|步骤|步驟|手续|手續|怎么办理|怎么申请|怎麼申請|點申請|点申请|如何申请|如何申請|申请|申請|续期|續期|罚|罰|上限|下限|门槛|門檻|税率|稅率|税|稅|联系|聯絡|电话|電話|网址|網址|地址|例外|豁免|好处|好處|风险|風險|区别|分別|分别|例子|邊個|谁|誰|找谁|找誰|搵邊個/u;
const ENGLISH_ASPECT =
  /\b(?:how much|how long|how many|how do|since when|when|cost|costs|fee|fees|price|time|deadline|documents?|papers?|paperwork|requirements?|conditions?|eligib\w+|qualif\w+|apply|application|steps?|process|renew\w*|penalt\w+|fine|fines|limit|cap|ceiling|minimum|maximum|rate|rates|tax|contact|phone|website|address|exceptions?|exempt\w*|benefits?|risks?|difference|example|who|where)\b/iu;

const CHINESE_GOES_ON = /^(?:那|咁|噉|还有|還有|同埋|另外|然后|然後|跟住)/u;
const ENGLISH_GOES_ON = /^(?:and|so|then|but|also|ok so|okay so)\b/iu;

/** Whether the message goes on from the one before by its first word. */
export function goesOnFrom(message: string, language: Language): boolean {
  return (language === 'en' ? ENGLISH_GOES_ON : CHINESE_GOES_ON).test(message.trim());
}

/** «那香港公司怎么开户» → «香港公司怎么开户»: the connective carries nothing. */
export function stripConnective(message: string, language: Language): string {
  const stripped = message.trim().replace(language === 'en' ? ENGLISH_CONNECTIVE : CHINESE_CONNECTIVE, '');
  return stripped === '' ? message.trim() : stripped;
}

/** The words that a «…呢?» or "what about …?" is about; null for any other message. */
export function readEllipsis(message: string, language: Language): string | null {
  const text = message.trim();
  if (language === 'en') return (ENGLISH_ELLIPSIS.exec(text) ?? ENGLISH_BARE_AND.exec(text))?.[1]?.trim() ?? null;
  const found = CHINESE_ELLIPSIS.exec(text)?.[1]?.trim();
  return found === undefined || found === '' || /什么|甚麼|怎么|怎麼|多少|几|幾|哪|吗|嗎|谁|誰|點|邊/u.test(found)
    ? null
    : found;
}

export function hasPronoun(message: string, language: Language): boolean {
  return (language === 'en' ? ENGLISH_PRONOUN : CHINESE_PRONOUN).test(message);
}

/** Chinese only: an English «it» is often no pronoun at all, so there the subject is added instead. */
export function replacePronoun(message: string, subject: string): string {
  return message.replace(CHINESE_PRONOUN, subject);
}

/** A question about an aspect (cost, time, documents …) that names no subject: short, and nothing else in it. */
function aspectOf(message: string, language: Language): boolean {
  if (language === 'en') return message.trim().split(/\s+/u).length <= 12 && ENGLISH_ASPECT.test(message);
  return [...message.replace(/[\s\p{P}]/gu, '')].length <= 20 && CHINESE_ASPECT.test(message);
}

const SMALL_WORDS =
  /\b(?:a|an|the|to|do|does|did|is|are|be|it|i|we|you|my|our|me|us|can|could|will|would|should|for|of|in|on|at|by|with|and|or|take|takes|get|need|needed|have|has|long|much|many|what|which|where|when|who|how|please|there|any|this|that|s)\b/giu;
const SMALL_CHARACTERS =
  /[要需用得能可以会會是有在的嘅了吗嗎呢啊呀吧我你您们們哋请請问問下一个個这這那去到和与與同使唔不点點样樣如何怎么麼哪边邊啲些几幾多少大概一般具体具體]/gu;

/**
 * So few words besides the small ones that they lean on what was said before: «不买会怎样», "anything yearly?". A question
 * about an aspect may have some more. Measured on follow-ups and on changes of subject (docs/answering.md).
 */
export function saysLittle(message: string, language: Language): boolean {
  const asksForAspect = aspectOf(message, language);
  if (language === 'en') {
    const words = message.replace(SMALL_WORDS, ' ').match(/[a-z0-9][\w'’&%-]*/giu) ?? [];
    return words.length <= (asksForAspect ? 4 : 3);
  }
  const characters = message.replace(SMALL_CHARACTERS, '').replace(/[^\p{L}\p{N}]/gu, '');
  return [...characters].length <= (asksForAspect ? 10 : 8);
}

/** «一百万港元», «HK$500,000»: a sum with nothing to it. */
const ONLY_AMOUNT =
  /^\s*(?:hk\$|us\$|rmb|[$¥€])?\s*[\d,.〇一二三四五六七八九十百千万萬亿億两兩半]+\s*(?:港元|港币|港幣|港纸|港紙|美元|美金|人民币|人民幣|欧元|歐元|元|块|塊|蚊|hkd|usd|rmb|cny|eur|million|billion|k|m)+\s*[。.！!?？]?\s*$/iu;

const ASKS_WHAT =
  /\b(?:tell|about|explain|explained|more|info|information|regarding|know|introduction|overview)\b|是什么|是啥|是甚麼|係咩|係乜|什么|甚麼|啥|咩|介绍|介紹|想知|了解|講下|讲讲|关于|關於|香港|hong kong|\bhk\b/giu;

/** A message that names things of ours and asks nothing more of them: «CEPA», «BUD基金是什么», "tell me about the family office". */
export function asksNothingMore(message: string, named: readonly string[], language: Language): boolean {
  if (named.length === 0) return false;
  const rest = named
    .reduce((text, name) => text.replace(name, ' '), message)
    .replace(ASKS_WHAT, ' ')
    .replace(language === 'en' ? SMALL_WORDS : SMALL_CHARACTERS, ' ');
  return !/[\p{L}\p{N}]/u.test(rest);
}

/** A question that asks for cost, time or papers and says nothing of what: «要多久？», "how do I apply?". */
export function namesNoSubject(message: string, language: Language): boolean {
  if (ONLY_AMOUNT.test(message)) return true;
  if (!aspectOf(message, language)) return false;
  if (language === 'en') {
    const rest = message.replace(new RegExp(ENGLISH_ASPECT.source, 'giu'), ' ').replace(SMALL_WORDS, ' ');
    return !/[a-z0-9]/iu.test(rest);
  }
  const rest = message.replace(new RegExp(CHINESE_ASPECT.source, 'gu'), '').replace(SMALL_CHARACTERS, '');
  return !/[\p{L}\p{N}]/u.test(rest);
}
