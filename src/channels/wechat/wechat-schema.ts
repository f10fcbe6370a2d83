import { z } from 'zod';

const seconds = z.string().regex(/^\d{1,11}$/);
/** As they make them; whatever else is in there is no one of theirs. */
const openid = z.string().regex(/^[\w-]{1,64}$/);
const words = z.string().max(10_000);

/** What every push holds: https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_standard_messages.html */
export const pushSchema = z.object({
  FromUserName: openid,
  CreateTime: seconds,
  MsgType: z.string().min(1).max(40),
  /** 64 bits: a text for ever. Events have none. */
  MsgId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
});

export const textSchema = z.object({ Content: words, bizmsgmenuid: z.string().max(200).optional() });
export const voiceSchema = z.object({
  MediaId: words,
  Format: z.string().max(20).default('amr'),
  /** What WeChat understood, where the account has speech recognition. */
  Recognition: words.default(''),
});
export const imageSchema = z.object({ MediaId: words, PicUrl: words.default('') });
export const videoSchema = z.object({ MediaId: words });
export const linkSchema = z.object({ Title: words, Description: words.default(''), Url: words });
export const locationSchema = z.object({
  Location_X: z.string().regex(/^-?\d{1,3}(?:\.\d+)?$/),
  Location_Y: z.string().regex(/^-?\d{1,3}(?:\.\d+)?$/),
  Label: words.default(''),
});
/** https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Receiving_event_pushes.html */
export const eventSchema = z.object({ Event: z.string().min(1).max(60), EventKey: z.string().max(1024).default('') });
