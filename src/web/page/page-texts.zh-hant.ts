import type { PageTexts } from './page-texts.ts';

export const zhHant: PageTexts = {
  title: '問出海：經香港拓展海外業務',
  description:
    '內地企業經香港開拓海外市場的問答服務。答案精簡，附官方資料來源及核對日期，支援繁體中文、簡體中文及英文。',
  skip: '跳至主要內容',
  name: '問出海',
  owner: '香港 · 內地企業出海專班',
  languages: '語言',
  headline: '經香港出海，有問題直接問，答案有根據',
  lead: '為以香港作基地拓展海外的內地企業而設。成立公司、稅務、對外投資備案、融資、目標市場，用你自己的說法提問就可以。',
  automatedNote: '由系統自動回答，你可以隨時轉人工。',
  ask: '開始提問',
  person: '轉人工',
  personMessage: '轉人工',
  examplesTitle: '先試一條問題',
  examplesLead: '按一下即可提問。',
  examples: [
    { audience: '財務及稅務', question: '利得稅兩級制的稅率是多少？' },
    { audience: '企業負責人', question: '在香港成立公司有甚麼步驟？' },
    { audience: '海外項目', question: '香港與越南的稅務協定稅率是多少？' },
  ],
  askThis: '問這條問題',
  answersTitle: '你會得到怎樣的答案',
  answers: [
    { title: '精簡', text: '先列數字和適用條件，限制、期限和例外情況一併說明。' },
    { title: '有根據', text: '每項說法都附資料來源編號，列明發布機構和我們最近一次核對的日期。' },
    { title: '不知道就直說', text: '沒有可靠資料時會如實告知，並說明可向誰查詢。' },
  ],
  sections: [
    {
      id: 'who',
      title: '由誰營運',
      paragraphs: [
        '內地企業出海專班（GoGlobal Task Force）是香港特區政府為內地企業拓展海外業務而設的一站式平台。本服務由投資推廣署統籌。',
        '參與機構包括相關政策局、香港貿易發展局、特區政府駐內地及海外辦事處，以及專業團體。',
      ],
    },
    {
      id: 'data',
      title: '我們如何使用你的資料',
      paragraphs: ['毋須登記帳戶，我們不會要求你提供姓名。'],
      points: [
        '你的提問用於作答和改善服務，對話紀錄保存 180 日後刪除。',
        '我們只用一個 Cookie，讓你重新載入或再次到訪時對話仍在。沒有廣告，也不作追蹤。',
        '請勿輸入身份證號碼、銀行帳號或密碼。',
        '只有在你要求轉人工時，對話才會交予專員。',
      ],
    },
    {
      id: 'languages',
      title: '語言',
      paragraphs: ['你可用繁體中文（包括廣東話用語）、簡體中文或英文提問，系統會以你提問的語言作答。'],
    },
    {
      id: 'accessibility',
      title: '無障礙',
      paragraphs: [
        '網頁和對話視窗可只用鍵盤操作，支援螢幕閱讀器和 400% 放大顯示，並跟隨你系統的深色、對比度和動態效果設定。我們以 WCAG 2.2 AA 級為目標。如使用時遇到障礙，請轉人工告訴我們。',
      ],
    },
  ],
  embedTitle: '在你的網站使用本助理',
  embedLead: '專班合作機構加入一行程式碼便可使用，網站網域須先列入許可名單。',
  embedNotes: [
    'data-language 可填 zh-Hant、zh-Hans 或 en，不填則跟隨網頁語言。',
    '訪客開啟對話視窗時才會載入，並在獨立框架內運行，不會影響你網站的外觀。',
    '亦可由你網站的按鈕呼叫：GoGlobal.open()、GoGlobal.ask("…")、GoGlobal.close()。',
  ],
  footer: [
    '本服務由系統自動作答，內容屬一般資訊，並不構成法律或稅務意見。',
    '香港特別行政區 內地企業出海專班。由投資推廣署統籌。',
  ],
};
