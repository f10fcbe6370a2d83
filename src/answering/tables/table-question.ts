import type { Entity } from '../../domain/understanding.ts';
import { piecesOf } from '../pieces-of.ts';

/** A question that one row of a table answers exactly. */
export type TableQuestion =
  | { readonly kind: 'treaty'; readonly market: string; readonly payments: readonly Payment[] }
  | { readonly kind: 'agreements'; readonly market: string }
  | { readonly kind: 'territory'; readonly province: string; readonly place: string }
  | { readonly kind: 'market-office'; readonly market: string }
  | { readonly kind: 'market-tax'; readonly market: string }
  | { readonly kind: 'contact'; readonly body: string }
  | { readonly kind: 'events' };

export type Payment = 'dividends' | 'interest' | 'royalties';

const TREATY =
  /预提|預提|预扣|預扣|税收协定|稅收協定|税务协定|稅務協定|双重征税|雙重徵稅|双重课税|雙重課稅|税收协议|协定税率|協定稅率|withh|tax treat|\bd\.?t\.?a\b|cdta|double tax/iu;
const PAYMENTS: readonly (readonly [Payment, RegExp])[] = [
  ['dividends', /股息|股利|分红|分紅|红利|紅利|派息|dividend/iu],
  ['interest', /利息|贷款利|貸款利|\binterest\b/iu],
  ['royalties', /特许权|特許權|专利费|專利費|版税|版稅|专利使用|royalt/iu],
];
const RATE =
  /税率|稅率|扣|多少税|多少稅|几多税|幾多稅|几个点|幾個巴仙|百分之|上限|rate|withh|how much tax|percent|%|cap/iu;
const MARKET_TAX =
  /企业所得税|企業所得稅|公司税|公司稅|利得税|利得稅|所得税|所得稅|增值税|增值稅|corporate (?:income )?tax|company tax|corporation tax|\bcit\b|\bvat\b|\bgst\b/iu;
const AGREEMENT =
  /投资协定|投資協定|投资保护|投資保護|自贸协定|自貿協定|自由贸易协定|自由貿易協定|\bfta\b|\bippa?\b|investment (?:protection |promotion )?agreement|free[- ]trade agreement|哪些协定|哪些協定|什么协定|甚麼協定|which agreements|what agreements|any agreements?/iu;
/** An office that covers a place; not the visitor's own office or representative office, nor «an office that …». */
const OFFICE =
  /(?<!代表)办事处|(?<!代表)辦事處|经贸办|經貿辦|驻.{0,3}办|駐.{0,3}辦|哪个办|哪個辦|邊個辦|\beto\b|trade offices?\b|\b(?:which|what|whose)\b.{0,40}\boffices?\b|\boffices?\b.{0,40}\b(?:covers?|responsible|in charge|looks? after|serves?)\b|归哪|歸邊|歸哪|边个.{0,4}负责|邊個.{0,4}負責|哪.{0,3}负责|哪.{0,3}負責|\bwho\b.{0,30}\b(?:covers?|in charge)\b/iu;
const CONTACT =
  /电话|電話|网站|網站|网址|網址|官网|官網|邮箱|電郵|电邮|邮件|联系方式|聯絡方法|聯絡方式|怎么联系|怎麼聯繫|點聯絡|点联络|点样联络|點樣聯絡|热线|熱線|phone|website|web site|e-?mail|hotline|contact (?:details|number|info\w*)|how (?:do|can) (?:i|we) (?:contact|reach)|number for|url/iu;

const EVENTS =
  /(?:接下来|接下來|最近|近期|即将|即將|未来|未來|之后|之後|稍后|稍後|今年|明年|下个月|下個月|年底|有咩|有什么|有什麼|有哪些|有乜).{0,12}(?:活动|活動|考察团|考察團|访问团|訪問團|代表团|代表團|外访|外訪|峰会|峰會|论坛|論壇|推介会|推介會)|(?:活动|活動|考察团|考察團|访问团|訪問團|代表团|代表團).{0,8}(?:安排|日程|时间表|時間表|预告|預告|有哪些|有咩)|\b(?:upcoming|coming|next|planned|future|forthcoming)\b.{0,30}\b(?:events?|delegations?|missions?|forums?|summits?|conferences?)\b|\b(?:events?|delegations?|missions?)\b.{0,20}\b(?:coming up|upcoming|planned|calendar|schedule|next)\b/iu;
/** Of the visitor's own doing, not of an event to join. */
const NOT_EVENTS =
  /业务活动|業務活動|经营活动|經營活動|推广活动|推廣活動|宣传活动|宣傳活動|资助|資助|活动费|活動費|出口推广|business activit|fund|subsid|签证|簽證|visa/iu;

/** Which table a stand-alone question asks, if any; places and bodies come from the gazetteer. */
export function readTableQuestion(question: string, entities: readonly Entity[]): TableQuestion | null {
  const market = only(entities, 'market');
  const payments = PAYMENTS.filter(([, pattern]) => pattern.test(question)).map(([payment]) => payment);
  const mainland = only(entities, 'mainland');
  if (mainland !== null && market === null && TREATY.test(question))
    return { kind: 'treaty', market: mainland.id, payments };
  if (market !== null) {
    if (TREATY.test(question) || (payments.length > 0 && RATE.test(question)))
      return { kind: 'treaty', market: market.id, payments };
    if (AGREEMENT.test(question)) return { kind: 'agreements', market: market.id };
    if (MARKET_TAX.test(question)) return { kind: 'market-tax', market: market.id };
    if (OFFICE.test(question) && !/开办|開辦|office (?:space|lease)|set up an office/iu.test(question))
      return { kind: 'market-office', market: market.id };
  }
  const province = only(entities, 'province');
  // «駐北京辦事處» names an office, not a province that looks for one.
  const isOfficeName = province !== null && /[驻駐]/u.test(question[province.start - 1] ?? '');
  if (province !== null && market === null && !isOfficeName && OFFICE.test(question))
    return { kind: 'territory', province: province.id, place: province.text };
  if (EVENTS.test(question) && !NOT_EVENTS.test(question)) return { kind: 'events' };
  const body = entities.find((entity) => ['agency', 'mainland-office', 'overseas-office'].includes(entity.kind));
  if (body !== undefined && CONTACT.test(question)) return { kind: 'contact', body: body.id };
  return null;
}

/** Pieces beside names and «which office, what number» from which on more is asked than a row says. */
const PIECES_OF_MORE = 6;

/** Whether a question asks for more than which office it is and how to reach it («… and how many places recognise it?»). */
export function asksForMore(question: string, entities: readonly Entity[]): boolean {
  const names = entities.map(({ text }) => text);
  const rest = names.reduce((text, name) => text.replaceAll(name, ' '), question);
  const own = [OFFICE, CONTACT].reduce((text, pattern) => text.replace(new RegExp(pattern, 'giu'), ' '), rest);
  return piecesOf(own).length >= PIECES_OF_MORE;
}

/** The entity of a kind when there is exactly one such thing in the question. */
function only(entities: readonly Entity[], kind: string): Entity | null {
  const found = entities.filter((entity) => entity.kind === kind);
  return new Set(found.map((entity) => entity.id)).size === 1 ? (found[0] ?? null) : null;
}
