import { beforeAll, describe, expect, it } from 'vitest';
import { cleanReply } from '../../src/dialogs/clean-reply.ts';
import type { Reading } from '../../src/dialogs/validators/validator.ts';
import { VALIDATORS } from '../../src/dialogs/validators/validators.ts';
import { createRealDialogs, type RealDialogs } from '../support/dialog-engine.ts';

let real: RealDialogs;
beforeAll(async () => {
  real = await createRealDialogs();
});

function read(id: string, text: string): Reading {
  const slot = real.dialogs.forms.dialogs.get('qualify-lead')!.slots[id]!;
  return VALIDATORS[slot.validator].read(cleanReply(text), 'zh-Hans', {
    slot,
    findNames: real.parts.findNames,
    provinces: real.parts.provinces(),
    readDay: real.parts.readDay,
    today: '2026-11-27',
    words: real.parts.words,
  });
}

const list = (text: string) =>
  text
    .split(/[|\n]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** Invented, or in use by many: nobody is meant. */
const EXAMPLES: Readonly<Record<string, { readonly accepted: string; readonly refused: string }>> = {
  contactName: {
    accepted: `
      王小明 | 陈伟 | 李娜 | 张三 | 欧阳娜娜 | 司马相如 | 诸葛亮 | 上官婉儿 | 東方玉 | 陳大文 | 黃之鋒 | 李想 | 何在 | 邓小可 | 谢霆
      阿不都热合曼·买买提 | 迪丽热巴·迪力木拉提 | 古力娜扎·拜合提亚尔 | 买买提·艾力 | 扎西次仁 | 呼格吉勒图 | 爱新觉罗启骧
      张总 | 王总 | 陈小姐 | 李先生 | 刘女士 | 黄太太 | 林博士 | 周经理 | 赵董 | 小王 | 老李 | 陈生 | 何姐 | 王小明先生 | 陳大文經理 | 财务部王经理 | 华星公司张总
      华星科技公司市场部的李主任 | 我叫王小明 | 我是陈大文 | 姓名：李娜
      Chan Tai-man | Tai Man CHAN | Siu-ming Chan | J. R. Smith | Ana-María O’Neill | Jean-Luc de la Tour | Vincent van der Berg | Leonardo da Costa
      Do Van Minh | Nguyen The Anh | Tran My Linh | Will Smith | Can Demir | You Jia | I Wayan Sudarta | Ask Hansen | May Chan | Grace Ho | Art Lee
      Mohammed bin Salleh | Siti binti Rahman | Ludwig von Mies | Ms Chan | Mr. Wong | Dr Lee Ka-shing Jr. | How Kok Choon | My name is Peter Wong | I am Ana Lim
      Muhammad Abdul Rahman Al Farsi | S. Kumar | Raj | Björn Åkesson | Łukasz Żak`,
    refused: `
      我想问一下香港公司怎么报税 | 我想问一下 | 我想了解利得税 | 请问要多久 | 请问费用是多少 | 香港利得税税率是多少 | 怎么开户 | 为什么要填姓名 | 你是谁 | 你们是做什么的
      你好 | 您好，请帮我 | 谢谢 | 多谢 | 麻烦尽快联系我 | 请联系我 | 打给我 | 告诉我流程 | 不想说 | 不方便透露 | 不知道 | 没有 | 没 | 好的 | 可以 | 是的 | 随便 | 稍后 | 匿名 | 保密
      设立公司 | 银行开户 | 公司设立 | 注册香港公司 | 办理签证需要什么材料 | 备案流程 | 税务问题 | 我们想在香港设立公司 | 我们是做机器人的 | 我不知道该找谁 | 能不能先问问题 | 可不可以不填
      转人工 | 找真人 | 要多少钱 | 多久可以办好 | 有没有优惠 | 需要哪些文件 | 點樣開戶 | 我想問下開公司要幾耐 | 邊個跟進 | 唔想講 | 唔知道 | 唔該幫我 | 係咪要收費
      香港的银行要求什么时候提供 | 明天下午两点左右会到深圳开会
      How long does it take | I want to set up a company | I would like to ask about tax | What is the tax rate | Can you call me | Please help me | Please call
      Do you need my name | Where is your office | Why do you ask | I don't know | I do not want to say | No thanks | not now | later | none | nobody | yes | ok | hello
      Who will see this | Tell me the cost first | We need help with banking | When can I open an account | My company wants to open an account | Is it free to use | thank you`,
  },
  contactTitle: {
    accepted: `
      财务总监 | 总经理 | 董事长 | 副总裁 | 法务经理 | 负责海外业务的副总裁 | 市场部主任 | 税务经理 | 公司秘书 | 老板 | 创始人 | 联合创始人 | 合伙人 | 出纳 | 会计 | 采购 | 投资总监
      海外事业部负责人 | 香港业务负责人 | 银行关系经理 | 人事行政经理 | 首席执行官 | 首席财务官兼董事会秘书 | 供应链总监 | 國際業務總監 | 稅務經理 | 行政助理 | 項目主管 | 工程師
      职位：总经理 | 担任财务总监 | 任总裁助理 | 研究员 | 律师 | 顾问 | 教授 | 外贸业务员 | 家族办公室主管 | 股东 | 监事 | 法定代表人 | 招聘主管
      CEO | CFO | Chief Executive Officer | Chief Financial Officer | Finance Director | General Manager | Company Secretary | Head of Tax | VP for the Americas | Founder
      Co-founder | Managing Partner | Legal Counsel | Director of Overseas Expansion | Head of Legal and Compliance | Regional Head, ASEAN | Treasurer | Bank Relations Manager
      Assistant to the Chairman | Owner | Accountant | Sales | Project Lead | title: Director | Engineer | Consultant | Set Designer | Chairman of the Board`,
    refused: `
      我想问一下费用 | 我不想说 | 请问要多久 | 请问为什么要填 | 你好 | 您好 | 谢谢 | 不知道 | 不方便 | 没有 | 好的 | 可以 | 是的 | 保密 | 随便 | 稍后 | 怎么办理 | 为什么 | 为什么要问这个
      多少钱 | 要多久 | 能不能不填 | 可不可以先回答 | 需要哪些 | 我是来咨询的 | 我们想设厂 | 帮我查一下 | 告诉我税率 | 麻烦联系我 | 请尽快回复您 | 你们怎么收费 | 有没有优惠 | 是不是必填
      税率是多少 | 这是什么 | 打给我 | 转人工 | 唔想講 | 唔知道 | 點解要填 | 我想問下 | 幾多錢 | 邊度有 | 有冇優惠 | 係咪必須
      How long does it take | What is the tax rate | I do not know | I don't want to say | Please call me | Can you tell me the price | Why do you ask | Do you need this
      none | no | yes | later | ok | hello | nothing | not sure what you want | I would rather ask about visas | We want to know the fee | Please send me more
      Thank you very much | When will you call me | Where are you based | Who are you | Tell me about tax | I need help | What should I write`,
  },
  company: {
    accepted: `
      华为 | 小米 | 比亚迪 | 蜜雪冰城 | 饿了么 | 什么值得买 | 去哪儿网 | 我爱我家 | 理想汽车 | 联想集团 | 想念食品股份有限公司 | 你我金融信息服务有限公司 | 开利空调有限公司 | 成立航空股份有限公司
      深圳市华星科技有限公司 | 云帆科技（深圳）有限公司 | 东莞市伟业电子厂 | 广州天河银行 | 香港中旅集团 | 北京税友软件公司 | 苏州工业园区新设备有限责任公司 | 福建安溪茶叶合作社 | 大成律师事务所
      我们公司叫云帆科技 | 公司名称是蓝海物流 | 我司叫作星河贸易 | 華星電子有限公司 | 偉業（東莞）玩具廠 | 大家樂集團 | 深圳注册会计师事务所 | 上海咨询顾问有限公司 | 签证通服务有限公司 | 杭州问学教育科技
      请客家餐饮有限公司 | 如何文化传播有限公司 | 好的家居有限公司 | 不二家食品 | 没想到文化有限公司 | 多少文化传播 | 有赞 | 得到 | 知乎 | 美团 | 哪吒汽车
      Huaxing Technology Co., Ltd. | O'Brien & Sons Co., Ltd. | We Do Ltd | Who Gives A Crap | I-Mab Biopharma | Do & Co AG | What's Next Media Ltd | Can Technologies Inc.
      The North Face | Bank of Foshan | Help Desk Software GmbH | Tax Masters LLC | Our Home Holdings | It Works Group | You Zan | Make It Happen Pte Ltd | Long March Trading
      our company is called Blue Ocean Logistics | We are Cloudsail | Need for Speed Motors Ltd | Alibaba | BYD | TCL | Open Text Corp | First Automotive Works | Get Well Pharma`,
    refused: `
      设立公司 | 注册公司 | 成立公司 | 公司设立 | 银行开户 | 在香港开公司 | 我想设立公司 | 我想注册一家有限公司 | 我们想在香港设立子公司 | 我们公司还没有注册 | 注册一家香港公司 | 开分公司
      我想问一下香港公司怎么报税 | 请问要多久 | 请问香港公司要交什么税 | 想问一下费用 | 想了解一下政策 | 怎么开户 | 如何报税 | 为什么要填公司名称 | 你好 | 您好 | 谢谢 | 麻烦你先回答 | 帮我查一下
      香港利得税税率是多少 | 需要什么材料呢 | 注册要多少钱 | 开户要多久 | 可以不填吗 | 能不能跳过 | 可不可以先问 | 有没有优惠 | 不想说 | 不方便透露 | 不知道 | 没有 | 好的 | 可以 | 保密 | 暂时没有
      我们是做机器人的 | 我们目前还没有公司 | 我们打算明年去越南 | 什么时候开始 | 多久能办好 | 转人工 | 点样开户 | 點樣開公司 | 我想問下幾多錢 | 有冇優惠 | 唔想講 | 唔知道 | 唔方便 | 係咪一定要填 | 我哋想開公司
      How long does it take | I want to set up a company | I would like to register a company | We want to open an account | What is the tax rate | Can you help me with this
      Do I need to tell you | Please help me first | Why do you ask | How do I open a bank account | Where do I register | I don't know yet | I do not have a company
      none | no | yes | later | ok | hello | nothing | We have not decided on a name | Could you call me please | Is it needed | Thank you for asking`,
  },
  city: {
    accepted: `
      深圳 | 深圳市 | 广州 | 东莞 | 佛山 | 珠海 | 杭州 | 宁波 | 温州 | 苏州 | 南京 | 无锡 | 成都 | 武汉 | 长沙 | 西安 | 郑州 | 合肥 | 福州 | 厦门 | 青岛 | 济南 | 大连 | 沈阳 | 哈尔滨 | 长春
      昆明 | 贵阳 | 南宁 | 海口 | 南昌 | 太原 | 兰州 | 乌鲁木齐 | 呼和浩特 | 银川 | 西宁 | 拉萨 | 廣州 | 東莞 | 蘇州 | 廈門 | 成都市 | 武漢
      我们在深圳 | 总部在杭州 | 公司在东莞 | 浙江省杭州市 | 广东深圳 | 江苏省苏州市 | 深圳南山 | 我們在廣州 | 位于佛山 | 来自厦门 | 在青岛，山东 | 搬到深圳了
      Shenzhen | Guangzhou | Dongguan | Hangzhou | Suzhou | Nanjing | Chengdu | Wuhan | Xiamen | Qingdao | We are based in Shenzhen | Hangzhou, Zhejiang | in Guangzhou
      Our head office is in Dongguan | Shenzhen, China | It is in Suzhou`,
    refused: `
      香港 | 澳门 | 台北 | 东京 | 新加坡 | 纽约 | 伦敦 | 月球 | 华南 | 南方 | 内地 | 中国 | 大湾区 | 各地 | 都可以 | 没有 | 不知道 | 不方便说 | 保密 | 你好 | 谢谢 | 好的 | 海外 | 国外 | 市 | 省
      深圳有补贴吗 | 深圳的税率是多少 | 请问深圳怎么备案 | 想问一下深圳的政策 | 想了解广州的补贴 | 我想问一下东莞的优惠 | 怎么去深圳 | 如何在杭州备案 | 为什么要问深圳 | 深圳和上海哪个 | 深圳好不好呢
      深圳和广州 | 杭州、宁波 | 多久能到广州 | 是不是深圳更好吗 | 有没有深圳的专员 | 能不能在深圳办 | 可不可以不写城市 | 点样去广州 | 深圳有冇 | 不想说深圳 | 请告诉我深圳的电话
      Hong Kong | Macau | Tokyo | Singapore | London | New York | nowhere | Mainland | China | south | everywhere | Shenzhenish | none | no | later
      What does Shenzhen pay | How do I file in Shenzhen | Where in Guangzhou is your office | Why do you ask about Shenzhen | Beijing or Shanghai | Guangzhou and Shenzhen
      Is Shenzhen better? | Can you tell me about Shenzhen | I want to know about Hangzhou | Please tell me the office in Suzhou | Would you need the city, Shenzhen`,
  },
};

describe.each(Object.entries(EXAMPLES))('%s', (slot, { accepted, refused }) => {
  it('has sixty examples of each kind', () => {
    expect(list(accepted).length).toBeGreaterThanOrEqual(60);
    expect(list(refused).length).toBeGreaterThanOrEqual(60);
  });

  it('hears what people are called', () => {
    expect(list(accepted).filter((text) => read(slot, text).kind !== 'ok')).toEqual([]);
  });

  it('takes no sentence and no question for it', () => {
    expect(list(refused).filter((text) => read(slot, text).kind === 'ok')).toEqual([]);
  });
});

it('says what a name is good for when a question comes instead', () => {
  expect(read('contactName', '我想问一下香港公司怎么报税')).toEqual({ kind: 'wrong', key: 'nameSentence' });
  expect(read('company', '设立公司')).toEqual({ kind: 'wrong', key: 'companySentence' });
});
