import { z } from 'zod';

const account = z.looseObject({ id: z.string().min(1).max(512) });
const attachment = z.looseObject({
  contentType: z.string().default('application/octet-stream'),
  contentUrl: z.string().optional(),
  name: z.string().optional(),
  content: z.unknown().optional(),
});

/** What every activity says of itself; the token is compared with the address in it. */
export const envelopeSchema = z.looseObject({
  type: z.string().min(1).max(100),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url().max(2000),
});

/** https://github.com/microsoft/botframework-sdk/blob/main/specs/botframework-activity/botframework-activity.md */
export const activitySchema = envelopeSchema.extend({
  id: z.string().min(1).max(2000).optional(),
  timestamp: z.string().optional(),
  locale: z.string().max(40).optional(),
  from: account,
  recipient: account,
  conversation: account.extend({ conversationType: z.string().optional(), isGroup: z.boolean().optional() }),
  text: z.string().nullish(),
  textFormat: z.string().optional(),
  value: z.unknown().optional(),
  name: z.string().optional(),
  action: z.string().optional(),
  attachments: z.array(attachment).nullish(),
  entities: z.array(z.looseObject({ type: z.string().optional() })).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
});
export type IncomingActivity = z.infer<typeof activitySchema>;

/** Address.reference: what is needed to answer. Kept from activities whose token was good. */
export const referenceSchema = z.object({
  channelId: z.string(),
  serviceUrl: z.string(),
  conversation: account,
  bot: account,
  user: account,
  activityId: z.string().optional(),
  locale: z.string().optional(),
});

/** What a pressed button of ours brings back. */
export const pressedSchema = z.object({ choice: z.string().max(200) });

/** A file in Teams: the link in it opens it without a sign-in, so it is not kept. */
export const teamsFileSchema = z.object({ uniqueId: z.string().optional(), fileType: z.string().optional() });

/** Of a mention; https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations */
export const mentionSchema = z.object({
  type: z.literal('mention'),
  mentioned: z.object({ id: z.string() }),
  text: z.string().min(1),
});
