import type { PageTexts } from './page-texts.ts';

export const zhHans: PageTexts = {
  title: '问出海：经香港走向世界',
  description: '内地企业经香港开拓海外市场的问答服务。回答简短，附官方来源和核对日期，支持简体中文、繁体中文和英文。',
  skip: '跳到正文',
  name: '问出海',
  owner: '香港 · 内地企业出海专班',
  languages: '语言',
  headline: '经香港出海，有问题直接问，答案有出处',
  lead: '面向以香港为基地拓展海外的内地企业。公司设立、税务、对外投资备案、融资、目标市场，用您自己的话提问即可。',
  automatedNote: '由系统自动回答，您可以随时转人工。',
  ask: '开始提问',
  person: '转人工',
  personMessage: '转人工',
  examplesTitle: '先试一个问题',
  examplesLead: '点击即可提问。',
  examples: [
    { audience: '财务与税务', question: '两级制利得税率是多少？' },
    { audience: '企业负责人', question: '在香港成立公司要哪些步骤？' },
    { audience: '海外项目', question: '香港与越南的税收协定税率是多少？' },
  ],
  askThis: '问这个问题',
  answersTitle: '您会得到怎样的回答',
  answers: [
    { title: '简短', text: '先给数字和适用条件，限制、期限和例外情况一并说明。' },
    { title: '有出处', text: '每个结论都标注来源编号，列明发布机构和我们最近一次核对的日期。' },
    { title: '不知道就说不知道', text: '没有可靠资料时会直接告诉您，并说明可以向谁咨询。' },
  ],
  sections: [
    {
      id: 'who',
      title: '由谁提供',
      paragraphs: [
        '内地企业出海专班（GoGlobal Task Force）是香港特区政府为内地企业拓展海外业务设立的一站式平台。本服务由投资推广署统筹。',
        '参与机构包括特区政府相关政策局、香港贸易发展局、特区政府驻内地和海外办事处，以及专业团体。',
      ],
    },
    {
      id: 'data',
      title: '您的信息如何使用',
      paragraphs: ['无需注册账号，我们不会要求您提供姓名。'],
      points: [
        '您的提问用于回答和改进服务，对话记录保存 180 天后删除。',
        '我们只使用一个 Cookie，让您刷新页面或再次访问时对话仍在。没有广告，也不做跟踪。',
        '请不要输入身份证号、银行账号或密码。',
        '只有在您要求转人工时，对话才会交给专员。',
      ],
    },
    {
      id: 'languages',
      title: '语言',
      paragraphs: ['您可以用简体中文、繁体中文（含粤语用语）或英文提问，回答使用您提问的语言。'],
    },
    {
      id: 'accessibility',
      title: '无障碍',
      paragraphs: [
        '页面和对话窗口支持纯键盘操作、读屏软件和 400% 放大显示，并跟随您系统的深色、对比度和动态效果设置。我们以 WCAG 2.2 AA 级为目标。如果您使用时遇到障碍，请转人工告诉我们。',
      ],
    },
  ],
  embedTitle: '在您的网站使用本助手',
  embedLead: '专班合作机构加一行代码即可接入，网站域名需先列入白名单。',
  embedNotes: [
    'data-language 可填 zh-Hans、zh-Hant 或 en，不填则跟随网页语言。',
    '访客打开对话窗口时才会加载，并在独立框架内运行，不影响您网站的样式。',
    '也可以由您网站的按钮调用：GoGlobal.open()、GoGlobal.ask("…")、GoGlobal.close()。',
  ],
  footer: [
    '本服务由系统自动回答，内容为一般信息，不构成法律或税务意见。',
    '香港特别行政区 内地企业出海专班。由投资推广署统筹。',
  ],
};
