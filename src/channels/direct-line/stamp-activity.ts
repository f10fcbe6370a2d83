import type { AnswerStatus } from '../../domain/answer.ts';
import type { Language } from '../../domain/language.ts';
import { languageOfTag } from '../../domain/language-of-tag.ts';
import type { Activity, DirectLineConversation } from './activity-log.ts';

/** An activity of the bot before it has its id. */
export interface SaidActivity {
  readonly type: string;
  readonly [field: string]: unknown;
}

export const BOT = { id: 'goglobal', name: 'GoGlobal Assistant', role: 'bot' } as const;
const CHANNEL_ID = 'directline';

/** The visitor's activity with what only we may say about it. */
export function stampVisitor(activity: Activity, conversation: DirectLineConversation): Activity {
  return {
    ...activity,
    locale: activity['locale'] ?? conversation.language ?? 'zh-Hans',
    channelId: CHANNEL_ID,
    conversation: { id: conversation.id },
    from: { id: conversation.userId, name: '', role: 'user' },
  };
}

/** What the SDK writes for itself and clients must not see. */
const OURS = new Set(['serviceUrl', 'recipient', 'replyToId']);

/** The bot's activity as clients see it. */
export function stampSaid(said: SaidActivity, trigger: Activity, conversation: string, id: string): Activity {
  const shown = Object.fromEntries(Object.entries(said).filter(([field]) => !OURS.has(field)));
  const stamped = {
    ...shown,
    type: said.type,
    id,
    channelId: CHANNEL_ID,
    conversation: { id: conversation },
    from: BOT,
  };
  // Web Chat holds a reply back for five seconds when it does not know what it replies to.
  return trigger.type === 'conversationUpdate' ? stamped : { ...stamped, replyToId: trigger.id };
}

/** What a person behind the desk says, under that person's name: the bot's side of the conversation for any client. */
export function stampDesk(said: SaidActivity, conversation: string, id: string, speaker: string): Activity {
  const from = { ...BOT, name: speaker === '' ? BOT.name : speaker };
  return { ...said, type: said.type, id, channelId: CHANNEL_ID, conversation: { id: conversation }, from };
}

/** A sentence of the server itself, shaped like an answer so that every client shows it as one. */
export function noticeOf(text: string, status: AnswerStatus, language: Language): SaidActivity {
  const goglobal = { status, completeness: 'none', language, citations: [], table: null, suggestions: [] };
  return { type: 'message', text, textFormat: 'plain', locale: language, channelData: { goglobal } };
}

/** The language of the page an activity was written on. */
export function languageOfActivity(activity: Activity): Language {
  const { locale } = activity;
  return (typeof locale === 'string' ? languageOfTag(locale) : undefined) ?? 'zh-Hans';
}
