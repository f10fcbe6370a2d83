import type { ChatTexts } from './chat-texts.ts';

export const zhHans: ChatTexts = {
  name: '问出海',
  automated: '自动问答助手',
  documentTitle: '问出海：经香港走向世界的常见问题',
  switchLanguage: '语言',
  person: '转人工',
  personMessage: '转人工',
  close: '关闭',

  composerLabel: '您的问题',
  placeholder: '请输入出海相关的问题',
  send: '发送',
  sendHint: '按 Enter 发送，Shift + Enter 换行。',
  left: (characters) => `还可输入 ${characters} 个字`,
  over: (characters) => `超出 ${characters} 个字，请缩短问题。`,

  transcript: '对话记录，可用方向键逐条浏览。',
  assistantSaid: '助手：',
  visitorSaid: '您：',
  lookingUp: '正在查找',
  newMessages: '下方有新回复',
  sending: '正在发送…',
  seen: '专员已读',
  sendFailed: '这条消息没有发出。',
  sendAgain: '重新发送',

  files: {
    attach: '添加文件',
    hint: (megabytes, left) =>
      `PDF、JPEG、PNG、WebP、Word 或 Excel，每个最多 ${megabytes} MB。这件个案还可添加 ${left} 个文件。`,
    sending: (name, percent) => `正在发送 ${name}：${percent}%`,
    sent: (name) => `已发送 ${name}。`,
    failed: (name) => `${name} 未能发送。请检查网络连接后重试。`,
    full: '这件个案不能再添加文件。',
    tooLarge: (name, megabytes) => `${name} 太大，每个文件最多 ${megabytes} MB。`,
    save: (name) => `保存文件 ${name}`,
    notOpened: '无法打开文件，可能已被删除。',
  },

  sources: '来源',
  source: (mark) => `来源 ${mark}`,
  checked: (date) => `${date}核对`,
  pastReview: '已过复核日期，请向发布机构确认',
  opensInNewTab: '（在新标签页打开）',
  table: '表格',
  nextQuestions: '您可以接着问',
  sourceCount: (count) => `共 ${count} 个来源。`,

  feedback: {
    question: '这个回复有帮助吗？',
    helpful: '有帮助',
    notHelpful: '没有帮助',
    why: '问题在哪里？（可不选）',
    reasons: {
      'wrong-subject': '答非所问',
      'missing-something': '内容不完整',
      'out-of-date': '信息过时',
      'hard-to-understand': '不易看懂',
    },
    kept: { helpful: '谢谢。', 'not-helpful': '谢谢。编辑会连同您的问题一并查看。' },
    failed: '未能保存，请再试一次。',
  },

  connecting: '正在连接…',
  reconnecting: '连接中断，正在重新连接…',
  offline: '当前没有网络。恢复联网后可继续对话。',
  busy: (seconds) => `当前访问人数较多，${seconds} 秒后自动重试。`,
  failed: '暂时无法连接助手，您的对话已保留。',
  tryNow: '立即重试',
  meanwhile: '您也可以直接联系投资推广署：',
  empty: '请直接提问：公司设立、税务、对外投资备案、融资、目标市场。',
};
