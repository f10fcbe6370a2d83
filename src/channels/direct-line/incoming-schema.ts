import { z } from 'zod';
import { FEEDBACK_REASONS } from '../../domain/feedback.ts';
import { DIRECT_LINE_POLICY } from './policy.ts';

/** Of one activity; Bot Framework knows «like» and «dislike», other words are let through and mean nothing. */
const reactions = z.array(z.object({ type: z.string().max(20) })).max(5);

/**
 * What a browser may say in an activity. Fields that are not named here (id, timestamp, conversation, recipient,
 * serviceUrl …) are dropped: they are ours to write. https://aka.ms/botSpecs-activitySchema
 */
export const incomingActivitySchema = z.object({
  type: z.enum(['message', 'event', 'invoke', 'typing', 'endOfConversation', 'messageReaction']),
  text: z.string().optional(),
  textFormat: z.string().max(20).optional(),
  locale: z.string().max(35).optional(),
  localTimestamp: z.string().max(40).optional(),
  localTimezone: z.string().max(60).optional(),
  name: z.string().max(200).optional(),
  replyToId: z.string().max(200).optional(),
  value: z.unknown().optional(),
  reactionsAdded: reactions.optional(),
  reactionsRemoved: reactions.optional(),
  entities: z.array(z.unknown()).max(50).optional(),
  channelData: z.looseObject({ clientActivityID: z.string().max(200).optional().catch(undefined) }).optional(),
});

export type IncomingActivity = z.infer<typeof incomingActivitySchema>;

/**
 * What is kept of a reaction to a message (type messageReaction): which message, which reaction, and why. Nothing else,
 * so that no words of the visitor are kept that nobody would answer.
 */
export const reactionSchema = z.object({
  type: z.literal('messageReaction'),
  locale: z.string().optional(),
  replyToId: z.string(),
  reactionsAdded: reactions.optional(),
  reactionsRemoved: reactions.optional(),
  value: z
    .object({ reason: z.enum(FEEDBACK_REASONS) })
    .optional()
    .catch(undefined),
  channelData: z.object({ clientActivityID: z.string().optional() }).optional(),
});

/** The visitor's page has had this message on the screen. It is passed on, not logged: it is nothing that was said. */
export const readEventSchema = z.object({
  type: z.literal('event'),
  name: z.literal('goglobal.read'),
  value: z.object({ id: z.string().min(1).max(200) }),
});

/** True when the text is too long even to be kept and refused by the turn. */
export function isTextTooLong(activity: IncomingActivity): boolean {
  return (activity.text?.length ?? 0) > DIRECT_LINE_POLICY.maxTextLength;
}

/** POST /v3/directline/conversations from DirectLineJS; every key may be missing. */
export const startSchema = z
  .object({ locale: z.string().max(35).optional(), user: z.object({ id: z.string().max(100).optional() }).optional() })
  .catch({});

/** POST /v3/directline/tokens/generate. */
export const generateSchema = z
  .object({
    user: z.object({ id: z.string().min(1).max(100).optional() }).optional(),
    trustedOrigins: z.array(z.url()).max(20).optional(),
    locale: z.string().max(35).optional(),
  })
  .default({});
