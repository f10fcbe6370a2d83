import { type Activity, ActivityHandler, ActivityTypes, type TurnContext } from 'botbuilder';
import { type Answer, NO_EVIDENCE, type Suggestion } from '../../domain/answer.ts';
import type { Clock } from '../../domain/clock.ts';
import type { GivenFeedback } from '../../domain/feedback.ts';
import type { Language } from '../../domain/language.ts';
import { languageOfTag } from '../../domain/language-of-tag.ts';
import type { Log } from '../../domain/log.ts';
import type { IncomingMessage, Reply } from '../../domain/message.ts';
import type { Wording } from '../../domain/wording.ts';
import { readReaction } from './read-reaction.ts';
import { renderActivity } from './render-activity.ts';

export interface BotOptions {
  readonly handleTurn: (message: IncomingMessage, onThinking: () => Promise<unknown>) => Promise<Reply | null>;
  /** Keeps a message whose turn failed, and says so. */
  readonly giveUp: (message: IncomingMessage) => Promise<Reply | null>;
  /** What a visitor says of an answer; one that does not exist in the conversation is left out of account. */
  readonly onReaction: (given: GivenFeedback) => Promise<unknown>;
  readonly wording: Wording;
  /** Questions that a newcomer may begin with. */
  readonly starters: (language: Language) => readonly Suggestion[];
  readonly clock: Clock;
  readonly log: Log;
}

/** The assistant as a Bot Framework bot: it welcomes, shows that it is thinking, and hands every message to the turn. */
export function createBot(options: BotOptions): ActivityHandler {
  const bot = new ActivityHandler();
  bot.onMessage(async (context, next) => {
    const answer = await answerTo(context, options);
    if (answer !== null) await context.sendActivity(renderActivity(answer));
    await next();
  });
  bot.onMessageReaction(async ({ activity }, next) => {
    const given = readReaction(activity);
    if (given !== undefined) await options.onReaction(given);
    await next();
  });
  bot.onMembersAdded(async (context, next) => {
    const { membersAdded = [], recipient } = context.activity;
    const isVisitor = membersAdded.some(({ id }) => id !== recipient.id);
    if (isVisitor) await context.sendActivities(welcome(languageOf(context), options));
    await next();
  });
  return bot;
}

/**
 * Whatever goes wrong in a turn, the message is kept and the visitor gets an answer; null when an officer owns the chat.
 * Rejects when it cannot even be kept: then it is not settled, and runs again at the next start.
 */
async function answerTo(context: TurnContext, { handleTurn, giveUp, clock, log }: BotOptions): Promise<Answer | null> {
  const { activity } = context;
  const message = {
    id: activity.id ?? crypto.randomUUID(),
    conversation: activity.conversation.id,
    text: textOf(activity),
    channel: activity.channelId,
    at: (activity.timestamp ?? clock()).toISOString(),
    pageLanguage: languageOf(context),
  };
  try {
    const reply = await handleTurn(message, () => context.sendActivity({ type: ActivityTypes.Typing }));
    return reply?.answer ?? null;
  } catch (error) {
    log.error({ error, conversation: message.conversation }, 'a turn failed');
    return (await giveUp(message))?.answer ?? null;
  }
}

/** The value of a pressed button comes without text. */
function textOf({ text, value }: Activity): string {
  if (typeof text === 'string') return text;
  return typeof value === 'string' ? value : '';
}

function languageOf({ activity }: TurnContext): Language {
  return languageOfTag(activity.locale) ?? 'zh-Hans';
}

/** Three short bubbles: what it is, that it is automated, how data is used; under the last, questions to begin with. */
function welcome(language: Language, { wording, starters }: BotOptions): Partial<Activity>[] {
  const said = ['welcome.what', 'welcome.automated', 'welcome.data'].map((key) =>
    plainAnswer(wording(key, language), 'smalltalk', language),
  );
  return said.map((answer, index) =>
    renderActivity(index === said.length - 1 ? { ...answer, suggestions: starters(language) } : answer),
  );
}

/** Words of our own that rest on no passage. */
function plainAnswer(text: string, status: Answer['status'], language: Language): Answer {
  return {
    status,
    completeness: 'none',
    language,
    text,
    citations: [],
    suggestions: [],
    question: { original: '', standalone: '' },
    evidence: NO_EVIDENCE,
  };
}
