import { z } from 'zod';
import { ANSWER_STATUSES } from '../../domain/answer.ts';
import { LANGUAGES } from '../../domain/language.ts';

/** Longest question that is read at all; what is longer than a question may be is refused in words by the turn. */
const MAX_QUESTION_LENGTH = 10_000;

export const conversationIdSchema = z.string().regex(/^[\w-]{16,100}$/);

export const askRequestSchema = z.object({
  question: z.string().trim().min(1).max(MAX_QUESTION_LENGTH).describe('What the visitor wants to know'),
  conversationId: conversationIdSchema
    .optional()
    .describe('From an earlier answer, so that this question is understood as its continuation'),
  language: z.enum(LANGUAGES).optional().describe('Language of the page; the words of the question decide first'),
  messageId: z
    .string()
    .regex(/^[\w.:-]{1,100}$/)
    .optional()
    .describe('Your own id of this question: sent again, it gets the same answer and counts once'),
});

const citationSchema = z.object({
  mark: z.int().positive().describe('The number in the text: mark 1 is written [1]'),
  article: z.string(),
  section: z.string(),
  title: z.string(),
  publisher: z.string(),
  url: z.string(),
  sourceDate: z.string().describe('The page’s own date: YYYY, YYYY-MM, YYYY-MM-DD or "undated"'),
  checkedOn: z.string().describe('When an editor last compared the article with this page'),
  ageDays: z.int(),
  isPastReview: z.boolean(),
  language: z.enum(LANGUAGES),
});

const publicAnswer = {
  status: z.enum(ANSWER_STATUSES),
  completeness: z.enum(['complete', 'partial', 'none']),
  language: z.enum(LANGUAGES),
  text: z.string().describe('Markdown with citation marks [1]'),
  table: z.object({ caption: z.string(), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }).nullable(),
  citations: z.array(citationSchema),
  suggestions: z
    .array(z.object({ kind: z.enum(['question', 'option', 'more', 'person']), label: z.string(), text: z.string() }))
    .describe('What the visitor may ask next; send `text` as the next question'),
};

export const askResponseSchema = z.object({
  ...publicAnswer,
  conversationId: z.string(),
  messageId: z.string(),
  conversationToken: z
    .string()
    .optional()
    .describe('Opens the history of this conversation; given with a new conversation and to holders of the last one'),
});

export const historySchema = z.object({
  conversationId: z.string(),
  entries: z.array(
    z.object({
      id: z.string(),
      author: z.enum(['visitor', 'bot', 'officer', 'system']),
      signature: z.string().describe('Name and office of an officer; empty for others'),
      at: z.string(),
      text: z.string(),
      answer: z.object(publicAnswer).nullable(),
    }),
  ),
});

export type PublicAnswer = Omit<
  z.infer<typeof askResponseSchema>,
  'conversationId' | 'messageId' | 'conversationToken'
>;
