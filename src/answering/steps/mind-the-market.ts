import { escapePattern } from '../../domain/escape-pattern.ts';
import type { Retrieval } from '../../domain/retrieval.ts';
import type { Entity, Understanding } from '../../domain/understanding.ts';
import type { AnsweringParts, AnsweringTurn } from '../answering-turn.ts';
import { goOn, type Step } from '../answering-turn.ts';
import { INVESTHK, stopWithoutContent } from '../stop-without-content.ts';
import { readTableQuestion } from '../tables/table-question.ts';

/** The question is about the law or practice of the place itself, not about Hong Kong's dealings with it. */
const LOCAL =
  /当地|當地|本地|本國|本国|那边的法|那邊的法|local (?:law|rule|tax|licen[cs]e|labour|labor)|\bin (?:the )?%s\b[^a-z]*$|%s(?:的|嘅)?(?:法律|法例|法规|法規|劳动法|勞動法|商标法|商標法|税法|稅法)|%s(?:'s|ese|ian|an)? (?:law|rules|labour|labor|trademark|tax law)/u;
const HONG_KONG = /香港|港资|港資|本港|hong kong|\bhk\b/iu;

/** What every place rules for itself: work, wages, taxes, registration, licences, land. */
const OWN_RULES =
  /最低工[资資]|时薪|時薪|工资|工資|年假|试用期|試用期|劳动|勞動|解雇|解僱|辞退|辭退|炒人|遣散|裁员|裁員|法律|法例|法规|法規|税率|稅率|报税|報稅|增值税|增值稅|\b[hv]st\b|\bvat\b|\bgst\b|登记|登記|注册|註冊|开公司|開公司|设公司|設公司|分公司|营运资金|營運資金|牌照|执照|執照|许可|許可|签证|簽證|土地|租约|租約|wages?\b|annual leave|notice period|dismiss|labou?r law|\blaws?\b|licen[cs]e|permit|register|incorporat|set up a (?:company|branch)|tax rate|visa|lease|evict|land law/iu;
/** The form in which a foreigner enters: as every place has it. */
const ENTRY =
  /子公司|附属公司|附屬公司|办事处|辦事處|代表处|代表處|外资|外資|持股|控股比例|subsidiar|branch|private limited|representative office|foreign ownership/iu;
/** Employment law: every place has its own, and Hong Kong's articles on it name no place. */
const EMPLOYMENT_RULES =
  /最低工[资資]|时薪|時薪|年假|试用期|試用期|劳动法|勞動法|解雇|解僱|辞退|辭退|炒人|遣散|裁员|裁員|annual leave|notice period|dismiss|severance|minimum wage|labou?r law/iu;
/** %s stands for the place as it was named. */
const IN_PLACE = '\\bin (?:the )?%s\\b|(?:在|喺|于|去|到)%s|%s(?:的|嘅|有|法|设|設|开|開|注册|註冊)';
/** The Mainland's side of it, which our articles are about. */
const MAINLAND_SIDE =
  /内地|內地|国内|國內|中国|中國|境外投[资資]|\bodi\b|ndrc|mofcom|\bsafe\b|发改委|發改委|商务|商務|外汇|外匯|备案|備案|mainland|china|chinese/iu;

/**
 * A named market decides what may be said: articles about other markets are left out, and a question about the local law
 * of a market that no article covers is not answered from Hong Kong's.
 */
export const mindTheMarket: Step = {
  name: 'mind-the-market',
  run: (turn, parts) => {
    const named = turn.understanding.entities.filter(
      (entity) => entity.kind === 'market' || entity.kind === 'other-market',
    );
    if (turn.retrieval === null || named.length === 0) return goOn(turn);
    const ids = withTheirBlocs(turn.understanding.entities, parts);
    const fits = (id: string) => {
      const markets = parts.articleById(id)?.markets ?? [];
      return markets.length === 0 || markets.some((market) => ids.has(market));
    };
    const articles = turn.retrieval.articles.filter(({ article }) => fits(article));
    const passages = turn.retrieval.passages.filter(({ passage }) => fits(passage.article));
    if (isAboutUncoveredPlace(turn, named, parts) || isEmploymentElsewhere(turn, named, articles[0]?.article, parts)) {
      const reason = `rules of a place without an article: ${named.map(({ text }) => text).join(', ')}`;
      return stopWithoutContent(INVESTHK, turn.understanding.language, reason, parts);
    }
    const found = articles.length > 0 ? turn.retrieval.zone : 'decline';
    // Articles that fit, whose sections were not among the best: their subjects can be offered.
    const zone = found !== 'decline' && passages.length === 0 ? 'offer' : found;
    const own = ownArticle(turn, named, articles, parts);
    const ownFirst = <Ranked>(ranked: readonly Ranked[], articleOf: (one: Ranked) => string) =>
      own === undefined ? ranked : [...ranked].sort((a, b) => +(articleOf(b) === own) - +(articleOf(a) === own));
    return goOn({
      ...turn,
      retrieval: {
        ...turn.retrieval,
        articles: ownFirst(articles, ({ article }) => article),
        passages: ownFirst(passages, ({ passage }) => passage.article),
        zone,
      },
    });
  },
};

const PLACES: ReadonlySet<Entity['kind']> = new Set(['market', 'other-market', 'bloc']);

/** Named markets and blocs, and the blocs of the regions where those markets lie: what a bloc agrees on holds in them. */
function withTheirBlocs(entities: readonly Entity[], parts: AnsweringParts): ReadonlySet<string> {
  const { markets } = parts.knowledge().tables;
  const ids = new Set(entities.filter(({ kind }) => PLACES.has(kind)).map(({ id }) => id));
  const regions = new Set(markets.filter(({ id }) => ids.has(id)).map(({ region }) => region));
  for (const { id, kind, region } of markets)
    if (kind === 'bloc' && region !== null && regions.has(region)) ids.add(id);
  return ids;
}

/**
 * The named market's own article, while the best article is Hong Kong's: for what every place rules for itself («a branch or
 * a company in Vietnam?»), and for its treaty, agreements or tax rates where no row has answered («no treaty» is the
 * beginning of an answer). undefined: the order stays.
 */
function ownArticle(
  { understanding }: AnsweringTurn,
  named: readonly Entity[],
  ranked: Retrieval['articles'],
  { articleById }: AnsweringParts,
): string | undefined {
  const marketsOf = (id: string | undefined) => (id === undefined ? [] : (articleById(id)?.markets ?? []));
  if (marketsOf(ranked[0]?.article).length > 0) return undefined;
  const asked = readTableQuestion(understanding.standalone, understanding.entities);
  const market =
    asked !== null && 'market' in asked && asked.kind !== 'market-office'
      ? asked.market
      : ruledBy(understanding, named);
  return ranked.find(({ article }) => {
    const markets = marketsOf(article);
    return markets.length === 1 && markets[0] === market;
  })?.article;
}

/** The place whose own rules are asked for; undefined when it is none, or Hong Kong's or China's side is meant. */
function ruledBy({ standalone, entities }: Understanding, named: readonly Entity[]): string | undefined {
  const isOfChina = entities.some(({ kind }) => kind === 'province' || kind === 'mainland');
  if (isOfChina || HONG_KONG.test(standalone) || MAINLAND_SIDE.test(standalone)) return undefined;
  if (!OWN_RULES.test(standalone) && !ENTRY.test(standalone)) return undefined;
  return named.find(({ text }) => namesPlace(IN_PLACE, text, standalone))?.id;
}

/** Employment law in a named place, while the best article is Hong Kong's: an overview that names the place does not help. */
function isEmploymentElsewhere(
  { understanding: { standalone } }: AnsweringTurn,
  named: readonly Entity[],
  best: string | undefined,
  parts: AnsweringParts,
): boolean {
  const isOfPlace = best !== undefined && (parts.articleById(best)?.markets.length ?? 0) > 0;
  if (isOfPlace || HONG_KONG.test(standalone) || !EMPLOYMENT_RULES.test(standalone)) return false;
  return named.some(({ text }) => namesPlace(IN_PLACE, text, standalone));
}

function namesPlace(pattern: string, place: string, text: string): boolean {
  return new RegExp(pattern.replaceAll('%s', escapePattern(place.toLowerCase())), 'u').test(text.toLowerCase());
}

function isAboutUncoveredPlace(turn: AnsweringTurn, named: readonly Entity[], parts: AnsweringParts): boolean {
  const { standalone } = turn.understanding;
  const covered = parts
    .knowledge()
    .articles.some((article) => article.markets.some((market) => named.some((entity) => entity.id === market)));
  if (covered || HONG_KONG.test(standalone)) return false;
  if (OWN_RULES.test(standalone) && !MAINLAND_SIDE.test(standalone)) return true;
  return named.some(({ text }) => namesPlace(LOCAL.source, text, standalone));
}
