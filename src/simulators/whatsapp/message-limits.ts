import { z } from 'zod';

/**
 * What the Cloud API takes, written down a second time (the channel has its own): a fake that lets everything pass proves
 * nothing. Strict, so that a field with a wrong name is refused as Meta refuses it.
 */
const text = (most: number) => z.string().trim().min(1).max(most);
const id = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine((value) => value === value.trim(), 'no space at its ends');
const unique = (values: readonly string[]) => new Set(values).size === values.length;

const buttons = z
  .array(z.strictObject({ type: z.literal('reply'), reply: z.strictObject({ id: id(256), title: text(20) }) }))
  .min(1)
  .max(3)
  .refine((list) => unique(list.map(({ reply }) => reply.id)), 'ids are unique')
  .refine((list) => unique(list.map(({ reply }) => reply.title)), 'titles are unique');

const row = z.strictObject({ id: id(200), title: text(24), description: z.string().max(72).optional() });
const sections = z
  .array(z.strictObject({ title: text(24).optional(), rows: z.array(row).min(1) }))
  .min(1)
  .max(10)
  .refine((list) => list.length === 1 || list.every(({ title }) => title !== undefined), 'several sections have titles')
  .refine((list) => list.flatMap(({ rows }) => rows).length <= 10, 'at most 10 rows in all')
  .refine((list) => unique(list.flatMap(({ rows }) => rows.map((each) => each.id))), 'ids are unique');

const around = {
  header: z.strictObject({ type: z.literal('text'), text: text(60) }).optional(),
  body: z.strictObject({ text: text(1024) }),
  footer: z.strictObject({ text: text(60) }).optional(),
};
const interactive = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('button'), ...around, action: z.strictObject({ buttons }) }),
  z.strictObject({ type: z.literal('list'), ...around, action: z.strictObject({ button: text(20), sections }) }),
]);

const template = z.strictObject({
  name: z.string().min(1),
  language: z.strictObject({ code: z.string().min(1) }),
  components: z
    .array(
      z.strictObject({
        type: z.literal('body'),
        parameters: z.array(z.strictObject({ type: z.literal('text'), text: text(1024) })),
      }),
    )
    .optional(),
});

const envelope = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').optional(),
  /** A number. */
  to: z
    .string()
    .regex(/^\+?\d{5,20}$/)
    .optional(),
  /** A business-scoped user id, for people whose number is hidden. */
  recipient: z
    .string()
    .regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/)
    .optional(),
  context: z.strictObject({ message_id: z.string() }).optional(),
  biz_opaque_callback_data: z.string().max(512).optional(),
};

export const outgoingSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...envelope,
    type: z.literal('text'),
    text: z.strictObject({ preview_url: z.boolean().optional(), body: text(4096) }),
  }),
  z.strictObject({ ...envelope, type: z.literal('interactive'), interactive }),
  z.strictObject({ ...envelope, type: z.literal('template'), template }),
]);
export type OutgoingMessage = z.infer<typeof outgoingSchema>;

export const readSchema = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string().min(1),
  typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
});
