import type { Language } from './language.ts';

/** What may be attached to a case, by what the bytes are, with the ending that its name gets. */
export const ATTACHMENT_TYPES = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
} as const;
export type AttachmentType = keyof typeof ATTACHMENT_TYPES;

/** A file of a case. Its bytes are asked for by themselves. */
export interface Attachment {
  readonly id: string;
  readonly conversation: string;
  /** Id of the case that was open then. */
  readonly ticket: string;
  /** Id of the message that it came with. */
  readonly message: string;
  readonly author: 'visitor' | 'officer';
  /** Safe to be a file's name on any system, with the ending of its type. */
  readonly name: string;
  readonly mediaType: AttachmentType;
  /** Bytes. */
  readonly size: number;
  /** UTC instant, ISO 8601. */
  readonly at: string;
}

/** As both sides of a chat are told of it. */
export type ShownAttachment = Pick<Attachment, 'id' | 'name' | 'mediaType' | 'size'>;

export interface AttachmentLimits {
  /** Of one file. */
  readonly bytes: number;
  /** 0: nothing can be attached. */
  readonly perCase: number;
}

/** A file as somebody sends it. */
export interface SentFile {
  /** As it was called there; null when nobody said. */
  readonly name: string | null;
  readonly bytes: Uint8Array;
}

export type AttachRefusal =
  /** No case is open, or it was marked as spam: nobody agreed to a file being kept. */
  | 'no-case'
  | 'too-large'
  | 'too-many'
  /** By its bytes none of ATTACHMENT_TYPES, or a document with macros. */
  | 'wrong-type'
  /** The scanner found malware in it. */
  | 'infected'
  /** There is a scanner, and it did not answer: what was not looked at is not kept. */
  | 'not-scanned';

export type ScanVerdict =
  | { readonly kind: 'clean' }
  /** `signature`: the scanner's name of what it found. */
  | { readonly kind: 'infected'; readonly signature: string }
  /** `error` is for operators. */
  | { readonly kind: 'failed'; readonly error: string };

/** Looks for malware in a file. Never rejects. */
export type ScanFile = (bytes: Uint8Array) => Promise<ScanVerdict>;

export type AttachOutcome =
  | { readonly kind: 'attached'; readonly attachment: Attachment }
  | { readonly kind: 'refused'; readonly why: AttachRefusal };

/** What a visitor may still attach. */
export interface AttachmentRoom {
  readonly isOpen: boolean;
  /** Files. */
  readonly left: number;
  /** Of one file. */
  readonly bytes: number;
}

/** The files of cases. Every method rejects with OutageError "storage_unavailable". */
export interface Attachments {
  /** The `index`-th file of a message, from 0. The same again is the one that is there. */
  attach(
    file: SentFile,
    place: Pick<Attachment, 'conversation' | 'message' | 'author'> & { readonly index?: number },
  ): Promise<AttachOutcome>;
  /** Oldest first. */
  list(conversation: string): Promise<readonly Attachment[]>;
  /** undefined: not in this conversation. */
  read(
    conversation: string,
    id: string,
  ): Promise<{ readonly attachment: Attachment; readonly bytes: Buffer } | undefined>;
  /** What was attached and then not sent. */
  remove(id: string): Promise<void>;
  room(conversation: string): Promise<AttachmentRoom>;
}

/** Where files of cases live; they go with their case and their conversation. Rejects as Attachments does. */
export interface AttachmentStore {
  /** "no-case": the ticket has ended meanwhile; "repeated": this id is there. In one transaction, bytes and all. */
  add(
    attachment: Attachment,
    bytes: Uint8Array,
    perCase: number,
  ): Promise<'added' | 'repeated' | 'too-many' | 'no-case'>;
  find(id: string): Promise<Attachment | undefined>;
  bytes(id: string): Promise<Buffer>;
  /** Oldest first. */
  list(conversation: string): Promise<readonly Attachment[]>;
  count(ticket: string): Promise<number>;
  remove(id: string): Promise<void>;
}

/** Files that a visitor sends with one message, into the case that is open. */
export interface SentFiles {
  readonly conversation: string;
  /** The same again keeps nothing twice. */
  readonly message: string;
  readonly files: readonly SentFile[];
  /** Words that came with them, for the officer. */
  readonly caption?: string;
  /** Of the sentence that says so in the transcript. */
  readonly language: Language;
}

export interface ReceivedFiles {
  readonly attached: readonly Attachment[];
  /** Each reason once. */
  readonly refused: readonly AttachRefusal[];
  /** What is said of them in the transcript; empty when nothing was kept. */
  readonly line: string;
}

export type ReceiveFiles = (sent: SentFiles) => Promise<ReceivedFiles>;

/** Key and values of what somebody is told whose file was not taken. */
export function attachRefusal(
  why: AttachRefusal,
  { bytes, perCase }: AttachmentLimits,
): { readonly key: string; readonly values: Readonly<Record<string, string>> } {
  return {
    key: `attachment.refused.${why}`,
    values: { megabytes: String(Math.floor(bytes / 1024 ** 2)), most: String(perCase) },
  };
}
