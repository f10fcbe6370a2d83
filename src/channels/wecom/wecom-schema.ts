import { z } from 'zod';

const id = z.string().min(1).max(128);
const words = z.string().max(10_000);

/** https://developer.work.weixin.qq.com/document/path/94670: «there is something to be pulled». */
export const callbackSchema = z.object({
  MsgType: z.literal('event'),
  Event: z.literal('kf_msg_or_event'),
  Token: z.string().min(1).max(512),
  OpenKfId: id,
});

/** Messages are read one by one, so that a kind that comes next year does not hide the others. */
export const pageSchema = z.object({
  next_cursor: z.string().max(1000).default(''),
  has_more: z.number().default(0),
  msg_list: z.array(z.unknown()).default([]),
});

export const messageSchema = z.looseObject({
  msgid: id,
  open_kfid: id.optional(),
  external_userid: id.optional(),
  send_time: z.int().min(0).max(99_999_999_999),
  /** 3: the person; 4: the system; 5: somebody in the WeCom app. */
  origin: z.int(),
  msgtype: z.string().min(1).max(40),
});

export const textSchema = z.object({ text: z.object({ content: words, menu_id: z.string().max(200).optional() }) });
export const mediaSchema = z.object({ media_id: z.string().min(1).max(512) });
export const locationSchema = z.object({
  location: z.object({
    latitude: z.number(),
    longitude: z.number(),
    name: words.default(''),
    address: words.default(''),
  }),
});
export const linkSchema = z.object({ link: z.object({ title: words, desc: words.default(''), url: words }) });

export const eventSchema = z.object({
  event: z.looseObject({
    event_type: z.string().min(1).max(60),
    open_kfid: id.optional(),
    external_userid: id.optional(),
    scene: z.string().max(1000).optional(),
    scene_param: z.string().max(1000).optional(),
    welcome_code: z.string().max(512).optional(),
    fail_msgid: id.optional(),
    fail_type: z.int().optional(),
  }),
});

/** What an address holds of somebody who has just opened the chat. */
export const referenceSchema = z.object({ welcomeCode: z.string(), enteredAt: z.string() });
