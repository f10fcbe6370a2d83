/** Words that carry little meaning in an English question. They are weighed down, not removed (docs/retrieval.md). */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a about after all also am an and any are as at be been before being but by can could did do does doing for from get ' +
    'had has have having he her here him his how i if in into is it its just me more most my no not of on once only or other our ' +
    'out over own same she should so some such than that the their them then there these they this those through to too under ' +
    'until up us very was we were what when where which while who whom why will with would you your please tell know need want ' +
    'like much many may might must shall does'
  ).split(' '),
);

/** Words that point back: the message leans on an earlier one. */
export const ENGLISH_PRONOUNS: ReadonlySet<string> = new Set(
  'it its they them their this that these those he she him her there then one ones same'.split(' '),
);

/**
 * Question words and particles of Chinese, Cantonese included, folded to Simplified. Longest first. They are cut before
 * matching: measured +.00 to +.037 (docs/retrieval.md).
 */
export const INTERROGATIVES: readonly string[] = (
  '关于 有关 对于 告诉我 请问一下 我想请问 我想问下 想请问 想问下 我想知道 想知道 我想了解 想了解一下 想了解 请问 麻烦问 问下 问一下 可不可以 可唔可以 能不能 ' +
  '是不是 系唔系 有没有 有冇 要不要 使唔使 需不需要 需唔需要 会不会 会唔会 得唔得 行不行 是什么 系乜嘢 系咩嚟 系咩 系乜 指什么 什么是 乜嘢系 咩系 ' +
  '什么 甚么 乜嘢 咩 怎么样 怎样 怎么 如何 点样 点算 点做 点解 为什么 为何 多少钱 几多钱 几钱 多少 几多 多久 几耐 几时 什么时候 何时 ' +
  '哪些 边啲 哪个 边个 哪里 哪儿 边度 哪家 哪一 哪 谁 多长时间 吗 呢 吧 啊 呀 嘛 么 喎 嘅 啦 咧 㗎 噶 哦 啫'
)
  .split(' ')
  .sort((a, b) => b.length - a.length);

/** Cantonese function words and what written Chinese says, so that a Cantonese question meets written text. Folded. */
export const CANTONESE_TO_WRITTEN: readonly (readonly [string, string])[] = [
  ['唔使', '不用'],
  ['唔好', '不要'],
  ['唔到', '不到'],
  ['唔可以', '不可以'],
  ['冇得', '不能'],
  ['嗰边', '那边'],
  ['嗰个', '那个'],
  ['呢个', '这个'],
  ['呢啲', '这些'],
  ['呢间', '这家'],
  ['呢张', '这张'],
  ['我哋', '我们'],
  ['佢哋', '他们'],
  ['而家', '现在'],
  ['依家', '现在'],
  ['同埋', '和'],
  ['喺', '在'],
  ['冇', '没有'],
  ['唔', '不'],
  ['佢', '它'],
  ['嘅', '的'],
  ['咗', '了'],
  ['俾', '给'],
  ['畀', '给'],
  ['嚟', '来'],
  ['攞', '拿'],
  ['搵', '找'],
  ['睇', '看'],
  ['啲', '些'],
  ['揾', '找'],
  ['嗰阵', '那时'],
  ['嗰度', '那里'],
  ['嗰间', '那家'],
  ['嗰张', '那张'],
  ['嗰份', '那份'],
  ['嗰啲', '那些'],
  ['嗰单', '那宗'],
  ['呢度', '这里'],
  ['呢份', '这份'],
  ['呢种', '这种'],
  ['呢单', '这宗'],
  ['呢样', '这样'],
  ['家阵', '现在'],
  ['啱啱', '刚刚'],
  ['头先', '刚才'],
  ['寻日', '昨天'],
  ['琴日', '昨天'],
  ['听日', '明天'],
  ['旧年', '去年'],
  ['出年', '明年'],
  ['咁多', '这么多'],
  ['咁耐', '这么久'],
  ['好耐', '很久'],
  ['仲有', '还有'],
  ['仲要', '还要'],
  ['仲可以', '还可以'],
  ['仲系', '还是'],
  ['净系', '只是'],
  ['定系', '还是'],
  ['即系', '就是'],
  ['先至', '才'],
  ['一齐', '一起'],
  ['两间', '两家'],
  ['一间', '一家'],
  ['几间', '几家'],
  ['另一间', '另一家'],
  ['第二间', '另一家'],
  ['间公司', '家公司'],
  ['做嘢', '工作'],
  ['返工', '上班'],
  ['嘢', '东西'],
  ['老细', '老板'],
  ['伙计', '员工'],
  ['夥计', '员工'],
  ['出粮', '发工资'],
  ['粮单', '工资单'],
  ['炒人', '解雇'],
  ['炒咗', '解雇'],
  ['炒鱿鱼', '解雇'],
  ['请人', '聘请员工'],
  ['蚀本', '亏损'],
  ['蚀钱', '亏损'],
  ['执笠', '结业'],
  ['写字楼', '办公室'],
  ['走数', '拖欠'],
  ['找数', '付款'],
  ['畀钱', '付款'],
  ['俾钱', '付款'],
  ['畀人', '被'],
  ['俾人', '被'],
  ['入纸', '申请'],
  ['银行户口', '银行账户'],
  ['开户口', '开账户'],
  ['税局', '税务局'],
  ['悭', '节省'],
  ['慳', '节省'],
  ['使费', '费用'],
  ['着数', '优惠'],
  ['起厂', '建厂'],
  ['搞掂', '办妥'],
  ['倾', '商谈'],
  ['帮手', '帮忙'],
  ['拣', '选择'],
  ['拎', '拿'],
  ['驚', '担心'],
  ['惊', '担心'],
  ['返嚟', '回来'],
  ['返去', '回去'],
  ['收返', '收回'],
  ['攞返', '取回'],
  ['揸', '持有'],
  ['仔女', '子女'],
  ['屋企', '家'],
  ['细路', '子女'],
  ['平啲', '便宜'],
  ['整亲', '受伤'],
  ['夹亲', '受伤'],
  ['跌亲', '受伤'],
  ['外判', '外包'],
  ['大陆', '内地'],
  ['啱', '适合'],
];
