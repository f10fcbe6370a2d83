import { z } from 'zod';

/** What Meta delivers; fields that we do not use are left out, kinds that we do not know are let through by name. */
export const deliverySchema = z.object({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(z.object({ changes: z.array(z.object({ field: z.string(), value: z.unknown() })) })),
});

export const valueSchema = z.object({
  metadata: z.object({ phone_number_id: z.string() }),
  contacts: z.array(z.unknown()).default([]),
  messages: z.array(z.unknown()).default([]),
  statuses: z.array(z.unknown()).default([]),
  errors: z.array(z.unknown()).default([]),
});

/** A user with a username may have no wa_id; user_id is the stable one since 2026. */
export const contactSchema = z.object({ wa_id: z.string().min(1).optional(), user_id: z.string().min(1).optional() });
export type Contact = z.infer<typeof contactSchema>;

/** Address.reference: both ids of a person, as far as they were seen. */
export const referenceSchema = z.object({ waId: z.string().optional(), userId: z.string().optional() });

const seconds = z
  .union([z.string().regex(/^\d{1,11}$/), z.int().nonnegative()])
  .transform((value) => new Date(Number(value) * 1000).toISOString());

const mediaSchema = z.object({
  id: z.string(),
  mime_type: z.string().default('application/octet-stream'),
  caption: z.string().optional(),
  filename: z.string().optional(),
});
const replySchema = z.object({ id: z.string(), title: z.string() });

export const messageSchema = z.object({
  id: z.string().min(1).max(300),
  from: z.string().min(1).optional(),
  from_user_id: z.string().min(1).optional(),
  timestamp: seconds,
  type: z.string(),
  text: z.object({ body: z.string() }).optional(),
  interactive: z
    .object({ type: z.string(), button_reply: replySchema.optional(), list_reply: replySchema.optional() })
    .optional(),
  button: z.object({ text: z.string(), payload: z.string().optional() }).optional(),
  image: mediaSchema.optional(),
  document: mediaSchema.optional(),
  audio: mediaSchema.optional(),
  video: mediaSchema.optional(),
});
export type WhatsAppMessage = z.infer<typeof messageSchema>;

export const statusSchema = z.object({
  id: z.string().min(1),
  status: z.string(),
  timestamp: seconds,
  biz_opaque_callback_data: z.string().optional(),
  errors: z.array(z.object({ code: z.union([z.int(), z.string()]) })).optional(),
});

export const sentSchema = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) });

export const graphErrorSchema = z.object({
  error: z.object({
    code: z.int(),
    error_data: z.object({ details: z.string().optional() }).optional(),
  }),
});

export const templatesSchema = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      language: z.string(),
      status: z.string(),
      components: z.array(z.object({ type: z.string(), format: z.string().optional(), text: z.string().optional() })),
    }),
  ),
  paging: z.object({ next: z.string().optional() }).optional(),
});
