import type { AnswerStatus } from '../../domain/answer.ts';
import type { Language } from '../../domain/language.ts';
import type { Log } from '../../domain/log.ts';
import { replyIdFor } from '../../domain/message.ts';
import type { Wording } from '../../domain/wording.ts';
import type { Activity, ActivityLog, DirectLineConversation, LoggedActivity } from './activity-log.ts';
import type { SocketHub } from './create-socket-hub.ts';
import { DIRECT_LINE_POLICY } from './policy.ts';
import {
  BOT,
  languageOfActivity,
  noticeOf,
  type SaidActivity,
  stampDesk,
  stampSaid,
  stampVisitor,
} from './stamp-activity.ts';

/** Gives one activity to the bot; what the bot says goes through `send`, which resolves to the ids it got. */
export type ReceiveActivity = (
  activity: Activity,
  send: (said: readonly SaidActivity[]) => Promise<readonly string[]>,
) => Promise<void>;

export interface ConversationsOptions {
  readonly activityLog: ActivityLog;
  readonly sockets: SocketHub;
  readonly receive: ReceiveActivity;
  /** For an activity whose turn was cut off too often: it is kept and the visitor told, nothing else is tried. */
  readonly giveUp: ReceiveActivity;
  /** Runs tasks of one conversation one after another. */
  readonly inOrder: (conversation: string, task: () => Promise<void>) => Promise<void>;
  readonly wording: Wording;
  /** Blacks out what may not be stored, such as identity numbers. */
  readonly mask: (text: string) => string;
  readonly log: Log;
  /** While true, messages are kept but their turns wait for the next start. */
  readonly isStopping: () => boolean;
}

/** A sentence of the server itself: its key in the wording, and how clients may style it. */
export interface Notice {
  readonly key: string;
  /** What the wording leaves open, in the language that it is said in. */
  readonly values?: (language: Language) => Readonly<Record<string, string>>;
  readonly status: AnswerStatus;
}

export interface Conversations {
  /** Lets the bot welcome the visitor in the background, unless something was said already. */
  greet(conversation: DirectLineConversation): void;
  /**
   * Logs (masked) and shows the visitor's activity with an optional notice right after it, then, when it `needsTurn`, runs its
   * turn in the background. Does nothing for an id that is there already.
   */
  say(
    conversation: DirectLineConversation,
    activity: Activity,
    how: { readonly needsTurn: boolean; readonly notice?: Notice },
  ): Promise<void>;
  /** Logs and shows what an officer or the desk says. Does nothing for an id that is there already. */
  deliver(conversation: string, said: SaidActivity & { readonly id: string }, speaker: string): Promise<void>;
  /** Logs what was said elsewhere before, in its order; what is in the log already is left out. */
  carryOver(conversation: DirectLineConversation, lines: readonly CarriedLine[]): Promise<void>;
  /** Reaches only those who are listening now. */
  showTyping(conversation: string, speaker: string): void;
  /**
   * Runs the turns that a crash or a stop cut off, of messages said before this instant where others run turns too;
   * resolves to their number once they are queued.
   */
  recover(saidBefore?: Date): Promise<number>;
}

/** Something that was said in another place; its id there. */
export interface CarriedLine {
  readonly isVisitor: boolean;
  readonly said: SaidActivity & { readonly id: string };
  /** How an officer signs; empty for everybody else. */
  readonly speaker: string;
}

/** The life of Direct Line conversations: what is said is logged first, then shown, then answered. */
export function createConversations(options: ConversationsOptions): Conversations {
  const { activityLog, sockets, wording, log } = options;

  async function runTurn(conversation: string, trigger: Activity, receive = options.receive): Promise<void> {
    let logged = 0;
    // The nth thing said in a turn always gets the same id: a turn run again after a crash says nothing twice.
    const nextId = (): string => {
      logged += 1;
      return logged === 1 ? replyIdFor(trigger.id) : `${replyIdFor(trigger.id)}.${logged}`;
    };
    const send = async (said: readonly SaidActivity[]): Promise<readonly string[]> => {
      const stamped = said.map((activity) =>
        stampSaid(activity, trigger, conversation, activity.type === 'typing' ? crypto.randomUUID() : nextId()),
      );
      for (const activity of stamped) if (activity.type === 'typing') sockets.publishUnlogged(conversation, activity);
      const lasting = stamped.filter(({ type }) => type !== 'typing');
      if (lasting.length > 0) {
        // What is owed to the visitor is said whoever owns the chat: the number and code of a case.
        const isOwed = lasting.some((activity) => activity['importance'] === 'high');
        const options = { settles: trigger.id, isFromBot: !isOwed };
        sockets.publish(conversation, await activityLog.append(conversation, lasting, options));
      }
      return stamped.map(({ id }) => id);
    };
    try {
      await receive({ ...trigger, recipient: BOT, conversation: { id: conversation } }, send);
      if (logged === 0) await activityLog.settle(conversation, trigger.id);
    } catch (error) {
      // Not settled: the message is tried again at the next start. Who is listening learns of it now.
      log.error({ error, conversation }, 'a turn could not be delivered');
      // Nobody waits for an answer to a reaction.
      if (trigger.type !== 'messageReaction') apologiseUnlogged(conversation, trigger);
    }
  }

  /** Not a reply: clients may not know the message yet, and Web Chat holds such replies back. */
  function apologiseUnlogged(conversation: string, trigger: Activity): void {
    const language = languageOfActivity(trigger);
    const apology = noticeOf(wording('error.service', language), 'error_service', language);
    const stamped = stampSaid(apology, trigger, conversation, `${replyIdFor(trigger.id)}.unlogged`);
    const timestamp = new Date().toISOString();
    sockets.publishUnlogged(conversation, { ...stamped, replyToId: undefined, timestamp });
  }

  async function logVisitor(
    conversation: string,
    activity: Activity,
    needsTurn: boolean,
  ): Promise<readonly LoggedActivity[]> {
    const { text } = activity;
    const kept = typeof text === 'string' ? { ...activity, text: options.mask(text) } : activity;
    const reruns = needsTurn ? DIRECT_LINE_POLICY.rerunsPerMessage : 0;
    try {
      return await activityLog.append(conversation, [kept], { reruns });
    } catch (error) {
      apologiseUnlogged(conversation, activity);
      throw error;
    }
  }

  function queueTurn(conversation: string, trigger: Activity, receive = options.receive): void {
    if (!options.isStopping()) void options.inOrder(conversation, () => runTurn(conversation, trigger, receive));
  }

  async function greetOnce({ id, userId, language }: DirectLineConversation): Promise<void> {
    if ((await activityLog.find(id))?.lastSequence !== 0) return;
    const user = { id: userId, role: 'user' };
    const start = { id: `${id}.start`, type: 'conversationUpdate', from: user, membersAdded: [user] };
    await runTurn(id, { ...start, locale: language ?? 'zh-Hans' });
  }

  return {
    greet(conversation) {
      if (options.isStopping() || conversation.lastSequence > 0) return;
      options
        .inOrder(conversation.id, () => greetOnce(conversation))
        .catch((error: unknown) => log.error({ error, conversation: conversation.id }, 'a visitor was not welcomed'));
    },
    async say(conversation, activity, { needsTurn, notice }) {
      const stamped = stampVisitor(activity, conversation);
      const logged = await logVisitor(conversation.id, stamped, needsTurn);
      if (logged.length === 0) return;
      sockets.publish(conversation.id, logged);
      if (notice !== undefined) {
        const language = languageOfActivity(stamped);
        const said = noticeOf(wording(notice.key, language, notice.values?.(language)), notice.status, language);
        const answer = stampSaid(said, stamped, conversation.id, `${activity.id}.notice`);
        sockets.publish(conversation.id, await activityLog.append(conversation.id, [answer]));
      }
      // The turn hears the words as they were said, so that it can warn about them.
      if (needsTurn) queueTurn(conversation.id, { ...stamped, timestamp: logged[0]?.activity.timestamp });
    },
    async deliver(conversation, said, speaker) {
      const stamped = stampDesk(said, conversation, said.id, speaker);
      sockets.publish(conversation, await activityLog.append(conversation, [stamped]));
    },
    async carryOver(conversation, lines) {
      const stamped = lines.map(({ isVisitor, said, speaker }) =>
        isVisitor ? stampVisitor(said, conversation) : stampDesk(said, conversation.id, said.id, speaker),
      );
      sockets.publish(conversation.id, await activityLog.append(conversation.id, stamped));
    },
    showTyping(conversation, speaker) {
      sockets.publishUnlogged(conversation, stampDesk({ type: 'typing' }, conversation, crypto.randomUUID(), speaker));
    },
    async recover(saidBefore) {
      const unhandled = await activityLog.takeUnhandled(saidBefore);
      for (const { conversation, logged, mayRun } of unhandled)
        queueTurn(conversation, logged.activity, mayRun ? options.receive : options.giveUp);
      return unhandled.length;
    },
  };
}
