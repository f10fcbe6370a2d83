import { ENGLISH_MONTHS } from './english-months.ts';
import type { Language, LocalizedText } from './language.ts';
import { TICKET_STATES, type TicketState } from './ticket.ts';

/** How a visitor reads the state of a case: what happens now, not what the desk calls it. */
const STATE_NAMES: Readonly<Record<TicketState, LocalizedText>> = {
  new: { en: 'Waiting for an officer', 'zh-Hant': '等候專員接手', 'zh-Hans': '等待专员接手' },
  claimed: { en: 'With an officer', 'zh-Hant': '專員已接手', 'zh-Hans': '专员已接手' },
  'in-conversation': { en: 'In conversation with an officer', 'zh-Hant': '與專員對話中', 'zh-Hans': '与专员沟通中' },
  'waiting-for-visitor': { en: 'Waiting for your reply', 'zh-Hant': '等候你回覆', 'zh-Hans': '等待您回复' },
  resolved: { en: 'Closed', 'zh-Hant': '已完成', 'zh-Hans': '已办结' },
  withdrawn: { en: 'Withdrawn', 'zh-Hant': '已撤回', 'zh-Hans': '已撤回' },
  merged: { en: 'Continued in another case', 'zh-Hant': '已併入另一個案', 'zh-Hans': '已并入另一个案' },
};

/** The name of a state; what is no state of ours is words already and comes back as it is. */
export function caseStateInWords(state: string, language: Language): string {
  const known = TICKET_STATES.find((one) => one === state);
  return known === undefined ? state : STATE_NAMES[known][language];
}

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  'zh-Hant': ['日', '一', '二', '三', '四', '五', '六'],
  'zh-Hans': ['日', '一', '二', '三', '四', '五', '六'],
};

/** A UTC instant in Hong Kong as «2026年11月27日（星期五）» and «15:00»; both empty for what is no instant. */
export function hongKongDayAndTime(
  instant: string,
  language: Language,
): { readonly day: string; readonly time: string } {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms)) return { day: '', time: '' };
  const there = new Date(ms + 8 * 3_600_000);
  const weekday = WEEKDAYS[language][there.getUTCDay()] ?? '';
  const [year, month, day] = [there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate()];
  return {
    day:
      language === 'en'
        ? `${weekday}, ${day} ${ENGLISH_MONTHS[month] ?? ''} ${year}`
        : `${year}年${month + 1}月${day}日（星期${weekday}）`,
    time: there.toISOString().slice(11, 16),
  };
}

/**
 * A UTC instant (ISO 8601) as it is promised to people: «2026年11月27日（星期五）15:00（香港時間）». Hong Kong has had no
 * summer time since 1979, so this needs no table of zones. What is no instant comes back as it is.
 */
export function hongKongTimeInWords(instant: string, language: Language): string {
  const { day, time } = hongKongDayAndTime(instant, language);
  if (day === '') return instant;
  switch (language) {
    case 'en':
      return `${time} on ${day} (Hong Kong time)`;
    case 'zh-Hant':
      return `${day}${time}（香港時間）`;
    case 'zh-Hans':
      return `${day}${time}（香港时间）`;
  }
}
