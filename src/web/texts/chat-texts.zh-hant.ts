import type { ChatTexts } from './chat-texts.ts';

export const zhHant: ChatTexts = {
  name: '問出海',
  automated: '自動問答助理',
  documentTitle: '問出海：經香港拓展海外業務的常見問題',
  switchLanguage: '語言',
  person: '轉人工',
  personMessage: '轉人工',
  close: '關閉',

  composerLabel: '你的問題',
  placeholder: '請輸入出海相關的問題',
  send: '傳送',
  sendHint: '按 Enter 傳送，Shift + Enter 換行。',
  left: (characters) => `尚可輸入 ${characters} 個字`,
  over: (characters) => `超出 ${characters} 個字，請縮短問題。`,

  transcript: '對話紀錄，可用方向鍵逐則瀏覽。',
  assistantSaid: '助理：',
  visitorSaid: '你：',
  lookingUp: '正在查找',
  newMessages: '下方有新回覆',
  sending: '正在傳送…',
  seen: '專員已讀',
  sendFailed: '這則訊息未能傳送。',
  sendAgain: '再次傳送',

  files: {
    attach: '附加檔案',
    hint: (megabytes, left) =>
      `PDF、JPEG、PNG、WebP、Word 或 Excel，每個最多 ${megabytes} MB。這宗個案尚可加 ${left} 個檔案。`,
    sending: (name, percent) => `正在傳送 ${name}：${percent}%`,
    sent: (name) => `已傳送 ${name}。`,
    failed: (name) => `${name} 未能傳送。請檢查網絡連線後再試。`,
    full: '這宗個案不能再加檔案。',
    tooLarge: (name, megabytes) => `${name} 太大，每個檔案最多 ${megabytes} MB。`,
    save: (name) => `儲存檔案 ${name}`,
    notOpened: '未能開啟檔案，可能已被刪除。',
  },

  sources: '資料來源',
  source: (mark) => `資料來源 ${mark}`,
  checked: (date) => `${date}核對`,
  pastReview: '已過覆核日期，請向發布機構確認',
  opensInNewTab: '（在新分頁開啟）',
  table: '表格',
  nextQuestions: '你可以接着問',
  sourceCount: (count) => `共 ${count} 項資料來源。`,

  feedback: {
    question: '這個回覆有幫助嗎？',
    helpful: '有幫助',
    notHelpful: '沒有幫助',
    why: '有甚麼問題？（可不選）',
    reasons: {
      'wrong-subject': '答非所問',
      'missing-something': '內容不齊全',
      'out-of-date': '資料過時',
      'hard-to-understand': '不易明白',
    },
    kept: { helpful: '多謝。', 'not-helpful': '多謝。編輯會連同你的問題一併查看。' },
    failed: '未能儲存，請再試一次。',
  },

  connecting: '正在連線…',
  reconnecting: '連線中斷，正在重新連線…',
  offline: '目前沒有網絡。網絡恢復後可繼續對話。',
  busy: (seconds) => `目前使用人數較多，${seconds} 秒後自動重試。`,
  failed: '暫時未能連接助理，你的對話已保留。',
  tryNow: '立即重試',
  meanwhile: '你亦可直接聯絡投資推廣署：',
  empty: '請直接提問：成立公司、稅務、對外投資備案、融資、目標市場。',
};
