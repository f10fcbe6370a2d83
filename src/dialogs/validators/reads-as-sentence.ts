import { normaliseText } from '../../chinese/han-runs.ts';

/** What was asked for, so that words which belong there are no sign of a sentence. */
export type Asked = 'person' | 'title' | 'company' | 'place';

/**
 * Whether words that should be a name tell or ask something instead: «我想问一下…», «How long does it take». Names hold
 * words of their own (Ask Hansen, Do Van Minh, 什么值得买, 饿了么), so one such word is no sentence: the beginning, the
 * end or several of them are.
 */
export function readsAsSentence(text: string, asked: Asked): boolean {
  const said = normaliseText(text)
    .trim()
    .replace(/[\s。.!！]+$/u, '');
  if (/[?？]/u.test(said)) return true;
  if (/\p{Script=Han}/u.test(said)) return CHINESE[asked].some((pattern) => pattern.test(said));
  return isEnglishSentence(said, asked);
}

/** Folded to Simplified; Cantonese beside written Chinese. */
const ASKS: readonly RegExp[] = [
  /^(?:请问|想问|想知|想了解|想咨询|问一?下|问多一?句|咨询|了解一?下|怎么|怎样|如何(?!.{0,12}公司$)|为什么|为何|点样|点解|几时|什么(?:要|时候)|多久|多少钱|哪里|哪个|边度|边个|能否|可否|是否|能不能|可不可以|可唔可以|有没有|有冇|要不要|需不需要|系咪|是不是)/u,
  /(?:吗|呢|嘛|怎么办|怎么样|点算|是什么|系乜|有什么|有咩|多久|多少钱?|几多钱?|几耐|哪里|哪些|哪个|边度|有没有|有冇|行不行|可以不)$/u,
];
const TELLS =
  /^的|^做.*的$|^(?:我们?|我哋|本人|你们?|你哋|您)(?:公司)?(?:想|要|是想|系想|需要|打算|准备|希望|不|没|还没|未|仲未|冇|有个?|在问|问|先|暂时|目前|主要|正在|已经|都|就|也|觉得|知道|唔|做|要求|的(?:公司|企业)(?:还|未|没|不))/u;
const POLITE =
  /^(?:你好|您好|早晨|早上好|谢谢|多谢|唔该|麻烦|帮我|帮忙|请(?:帮|给|告诉|问|联系|打|发|转|您|你|先|尽快)|告诉我|联系我|打给我|打电话|发邮件|转人工|找(?:人工|真人|客服))/u;
const DECLINES =
  /^(?:不|唔)(?:知道?|清楚|方便|想|用|要|填|说|讲|告诉|提供|需要|系|是|可以|同意|使|记得)|^(?:好的?|可以|是的?|系|对的?|行|嗯|哦|没有?|冇|无|暂无|暂时没有?|未定|随便|以后再说|稍后|等一?下|等等|没问题|冇问题|没关系|匿名|保密|跳过|略过)$/u;
const SETS_UP =
  /(?:设立|注册|成立|开办|创办|开设|开|办)(?:一?[家间个])?(?:香港|海外|境外|新|子|分|离岸|外资|独资)*(?:公司|银行账?户口?|账户|户口)$|^(?:公司|银行)?(?:设立|注册|开户|报税|备案|咨询|签证)$/u;
const ABOUT_BUSINESS =
  /税|开户|注册|备案|签证|费用|收费|价钱|价格|流程|手续|材料|文件|政策|条件|要求|问题|时间|办理|申请|人工|客服|答案|资料|信息|资讯|香港|公司|银行|业务/u;
/** «华星公司的张总»: what ends so is somebody, whatever stands before it. */
const IS_SOMEBODY =
  /(?:总|经理|主任|总监|总裁|女士|先生|小姐|太太|老师|博士|教授|董事|董事长|秘书|会计|律师|工程师|师傅|主管|专员|助理|代表|负责人|老板|董|工|姐|哥|生|太|sir|miss)$/u;

const CHINESE: Readonly<Record<Asked, readonly RegExp[]>> = {
  person: [
    ...ASKS,
    TELLS,
    POLITE,
    DECLINES,
    SETS_UP,
    /[我你您]|什么|怎么|谢谢|是的$/u,
    new RegExp(`^(?=.*(?:${ABOUT_BUSINESS.source}))(?!.*${IS_SOMEBODY.source})`, 'u'),
    // The longest names without «·» have six characters; with a title and a firm before it, more.
    new RegExp(`^(?!.*${IS_SOMEBODY.source})(?=.{0,40}\\p{Script=Han}{7})(?!.*[·•・])(?!.*[(（])`, 'u'),
  ],
  title: [...ASKS, TELLS, POLITE, DECLINES, /[我你您]|什么|怎么|谢谢/u],
  company: [
    ...ASKS,
    TELLS,
    POLITE,
    DECLINES,
    SETS_UP,
    /(?:需要|想|要|打算|准备|希望)(?:在.{1,8})?(?:设立|注册|成立|开设?|办理|申请)/u,
  ],
  // A city may be told in a sentence; only a question or a refusal holds none.
  place: [...ASKS, DECLINES, POLITE, /^(?:我们?|我哋)?(?:想|要|需要)(?:问|了解|知道|咨询)/u],
};

const QUESTION_WORDS = words('how what when where which why who whom whose');
const STRONG = words(
  "want need needs needed necessary required please would should could wanna what's how's where's when's who's i'd i'll i've i'm we're we'd we'll don't doesn't can't won't isn't thank thanks hello tell know about whether asking question questions",
);
const WEAK = words(
  'i we you me us my our your it its he she they is are am was were be been do does did have has had can will may must a an the to for with at if this that these those not no and or but so there here call email send give get set make open like much many long cost costs take takes set-up register need help later now first before after company tax bank',
);
/** Words of the trade belong in a title or a company's name. */
const AT_HOME: Readonly<Record<Asked, ReadonlySet<string>>> = {
  person: new Set(),
  title: words('a an the to for with at and or set tax bank company open help make get first no call email long'),
  company: words(
    'a an the to for with at and or it company tax bank we us you my our open help first now make long no get call email',
  ),
  place: words('a an the to for with at and or we our is are my it company'),
};
const LONE = words(
  'yes no ok okay sure none nothing nobody later maybe sorry skip why how what when hello thanks please n/a',
);

function isEnglishSentence(said: string, asked: Asked): boolean {
  const spoken = said
    .replaceAll('’', "'")
    .split(/[\s,;:()]+/u)
    .filter((word) => word !== '');
  const first = spoken[0] ?? '';
  if (spoken.length === 1) return LONE.has(first);
  const home = AT_HOME[asked];
  const strong = spoken.filter((word) => STRONG.has(word)).length;
  const weak = spoken.filter((word) => WEAK.has(word) && !home.has(word)).length;
  const questions = spoken.filter((word) => QUESTION_WORDS.has(word)).length;
  if (asked === 'place') return strong + questions > 0 && weak + strong + questions > 1;
  if (
    asked === 'company' &&
    /\b(?:ltd|limited|inc|llc|plc|gmbh|pte|bhd|corp|corporation|holdings|group|b\.?v|s\.?a|a\.?g|llp)$/u.test(said)
  )
    return strong > 0 && weak > 1;
  if (QUESTION_WORDS.has(first) && weak + strong > 0) return true;
  // Do Van Minh, Can Özil, Will Smith, Nguyen The Anh: one such word is a name.
  return strong + weak > 1 || (strong === 1 && spoken.length > 2) || (asked === 'person' && spoken.length > 7);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
