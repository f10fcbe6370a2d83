import type { Answer } from '../../domain/answer.ts';
import type { Language } from '../../domain/language.ts';
import type { SendReason } from '../../domain/send-error.ts';
import type { Route } from '../../server/route.ts';

/** Messaging apps in which a vendor stands between the visitor and us. The id is the first part of conversation ids. */
export const MESSENGERS = ['whatsapp', 'wechat', 'wecom', 'azure'] as const;
export type MessengerId = (typeof MESSENGERS)[number];

/** One person in one of our accounts at a vendor. A conversation belongs to exactly one address. */
export interface Address {
  readonly messenger: MessengerId;
  /** Our own account at the vendor: phone number id, appid of the official account, open_kfid, bot app id. */
  readonly account: string;
  /** The person, by the vendor's stable id, verbatim (BSUID or wa_id, openid, external_userid, Teams user id). */
  readonly person: string;
  /** What else the vendor needs to be answered (e.g. a Bot Framework conversation reference); JSON, replaced when newer. */
  readonly reference?: unknown;
}

/** One thing that a vendor delivered, after its signature was checked and its shape parsed. */
export interface InboundEvent {
  readonly address: Address;
  /** The vendor's id of it, or one made of its unchanging parts: the same when it is delivered again. */
  readonly id: string;
  /** UTC instant, ISO 8601, as the vendor says it was written. */
  readonly at: string;
  readonly content: InboundContent;
  /**
   * Where it lets us say only so much for so long, and opens no window; left out: it is something that the person wrote,
   * and opens the whole window of `capabilities`.
   */
  readonly allows?: { readonly messages: number; readonly seconds: number };
}

export type InboundContent =
  | { readonly kind: 'text'; readonly text: string }
  /** A pressed button or list row: `text` is what the visitor says by it, `choice` the id that we gave it. */
  | { readonly kind: 'choice'; readonly choice: string; readonly text: string }
  /** A picture, file or recording. `reference` finds it again at the vendor. Speech that the vendor wrote down is text. */
  | {
      readonly kind: 'media';
      readonly mediaType: string;
      readonly fileName: string | null;
      readonly reference: string;
      readonly caption: string | null;
    }
  /** The person came (follows us, opened the chat, scanned a code): welcomed once. `scene`: what the code carried. */
  | { readonly kind: 'joined'; readonly scene: string | null }
  /** The person left or blocked us: nothing may be sent any more until they come back. */
  | { readonly kind: 'left' }
  /** A program in a person's place asks for the events of a hand-off from now on. */
  | { readonly kind: 'wants-handoff' }
  /** Understood as a message of a kind that we cannot read: said so, politely. */
  | { readonly kind: 'unsupported'; readonly vendorType: string };

/** An event of a hand-off (domain/handoff-signal.ts), for a program that asked for them. */
export interface HandoffEvent {
  /** Unique within the conversation. */
  readonly id: string;
  readonly name: 'handoff.initiate' | 'handoff.status';
  readonly value: Readonly<Record<string, string>>;
}

/** A line of the conversation as a hub is handed it. */
export interface HandedLine {
  readonly id: string;
  readonly author: 'visitor' | 'bot' | 'officer' | 'system';
  readonly at: string;
  readonly text: string;
}

/** What became of a message of ours, when the vendor tells it later. */
export interface DeliveryReport {
  readonly messenger: MessengerId;
  readonly account: string;
  /** The vendor's id of our message, as `send` returned it. */
  readonly vendorMessage: string;
  /** The id that `send` got, where the vendor echoes it: tells a message whose sending timed out and yet arrived. */
  readonly message?: string;
  readonly status: 'sent' | 'delivered' | 'read' | 'failed';
  /** The vendor's error code of a failure. */
  readonly code: string | null;
  readonly at: string;
}

/** Where a channel hands over what it has verified and parsed. */
export interface Inbox {
  /**
   * Resolves when everything is on disk (only then acknowledge to the vendor): repeats are left out, the turns run afterwards, in the
   * order of arrival per address. Rejects with OutageError "storage_unavailable".
   */
  receive(events: readonly InboundEvent[]): Promise<void>;
  /** Reports may come late, twice and in any order. */
  report(reports: readonly DeliveryReport[]): Promise<void>;
  /** Counts what was thrown away, by a short fixed reason («bad-signature», «too-old», «unknown-shape»): a metric. */
  skipped(messenger: MessengerId, reason: string): void;
}

/** What is said to the visitor. */
export type Said =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** By an officer, or by the desk about the case. */
  | {
      readonly kind: 'desk';
      readonly author: 'officer' | 'system';
      readonly text: string;
      /** How the officer signs: name and office; empty for the desk. */
      readonly signature: string;
      readonly language: Language;
    };

/** What a vendor's app can do, as data; limits stand with the vendor's page in the channel's policy.ts. */
export interface Capabilities {
  /** Longest text of one message, and how it is measured. */
  readonly text: { readonly most: number; readonly unit: 'characters' | 'bytes' };
  /** Reply buttons under one message; 0: none, suggestions become a numbered list that «1», «2» … answer. */
  readonly buttons: { readonly most: number; readonly label: number };
  /** Rows of a list; 0: none. */
  readonly list: { readonly most: number; readonly label: number };
  readonly markup: 'plain' | 'whatsapp' | 'markdown';
  readonly cards: boolean;
  readonly typing: boolean;
  /** How long, and how many messages, we may send after the visitor last wrote; null: no such rule. */
  readonly window: { readonly hours: number; readonly messages: number | null } | null;
  /** Whether something may be sent to a visitor outside the window (templates). */
  readonly templates: boolean;
}

/** A message that the vendor approved beforehand: the only kind that may be sent outside the window. */
export interface MessageTemplate {
  readonly name: string;
  /** The vendor's tag of the language it was approved in, e.g. zh_HK. */
  readonly language: string;
  /** As it was approved, with its gaps as {{1}}, {{2}} … */
  readonly text: string;
  readonly gaps: number;
}

/** The ways into an app: what cannot be had is null, and the code is sent by hand. */
export interface MoveLink {
  /** To be opened on a phone: https. */
  readonly url: string | null;
  /** What a QR code for the app's own scanner, or the phone's, holds. */
  readonly qr: string | null;
  /** How our account is found in the app: its name or number. */
  readonly account: string | null;
}

/** One message in the vendor's form: the JSON body that `send` posts. */
export type VendorMessage = Readonly<Record<string, unknown>>;

export interface Rendered {
  /** In sending order: one answer may need several messages. */
  readonly messages: readonly VendorMessage[];
  /** What «1», «2» … and pressed buttons mean until something else is said: the texts the visitor says by them, by id. */
  readonly choices: readonly { readonly id: string; readonly text: string }[];
}

/** What became of one attempt to send. `error` is for operators: the vendor's code and our words; no address, text or secret. */
export type VendorOutcome =
  | { readonly kind: 'sent'; readonly vendorMessage: string | null }
  /** May succeed later. `afterSeconds`: the vendor asked to be left alone that long. `isAlert`: only after an operator acted. */
  | {
      readonly kind: 'retry';
      readonly code: string;
      readonly error: SendReason;
      readonly afterSeconds?: number;
      readonly isAlert?: boolean;
    }
  /** The window is closed or its quota used up: the visitor must write first, or a template must be sent. */
  | { readonly kind: 'window-closed'; readonly code: string; readonly error: SendReason }
  /**
   * Will never succeed as it is. `isAlert`: an operator must act (expired credentials, account locked); else it is the person
   * who cannot be reached, until they come back.
   */
  | { readonly kind: 'dead'; readonly code: string; readonly error: SendReason; readonly isAlert: boolean };

/** What came of asking the vendor for a file. `code` is for operators. */
export type FetchedMedia =
  | { readonly kind: 'fetched'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'failed'; readonly code: string };

/** One thing that an operator set up, looked at: what it is, and what was found, in plain words without a secret. */
export interface ChannelCheck {
  readonly what: string;
  readonly isGood: boolean;
  readonly found: string;
}

/**
 * One messaging app. A channel is one folder under channels/ that exports `create…Channel(config…): MessengerChannel`, and one line in
 * the composition root. It keeps nothing: dedupe, order, retries, windows and choices are the messenger's work.
 */
export interface MessengerChannel {
  readonly id: MessengerId;
  readonly capabilities: Capabilities;
  /** Its addresses under /channels/…: size limit → signature over the raw bytes → parse (zod) → inbox → acknowledge. */
  routes(inbox: Inbox): readonly Route[];
  /** Pure. Never cuts a character or a link; every citation stays openable. `address`: where one vendor stands before many apps. */
  render(said: Said, address: Address): Rendered;
  /** Pure: where programs may stand in a person's place. */
  renderHandoff?(event: HandoffEvent, lines: readonly HandedLine[]): VendorMessage;
  /** `id` is the same at every attempt for one message, at most 32 characters of [0-9A-Za-z_-]: for vendors that refuse repeats. */
  send(address: Address, message: VendorMessage, id: string): Promise<VendorOutcome>;
  /** Pure: what the person's app is set to, where the vendor tells; the person's own words count for more. */
  languageOf?(address: Address): Language | null;
  /** Shows that an answer is being made, where the vendor can; failures are ignored. `trigger`: the visitor's message. */
  showTyping?(address: Address, trigger: string): Promise<void>;
  /** The file that `reference` of a media event names, at most so many bytes. Never rejects. */
  fetchMedia?(address: Address, reference: string, most: number): Promise<FetchedMedia>;
  /** Where `capabilities.templates`: those that may be sent now. Rejects with OutageError "messenger_unavailable". */
  listTemplates?(): Promise<readonly MessageTemplate[]>;
  /** Pure: a template with its gaps filled in this order. */
  renderTemplate?(template: MessageTemplate, values: readonly string[]): VendorMessage;
  /** Asks the vendor whether the credentials are good, and our public address whether it answers (npm run channels check). */
  check?(publicUrl: string): Promise<readonly ChannelCheck[]>;
  /** How a visitor of the website comes to this account with a code; left out where a conversation cannot be moved to. */
  moveLink?(code: string, sentence: string): Promise<MoveLink>;
  /** Background work (pulling, refreshing); returns how to stop it. */
  start?(inbox: Inbox): () => void;
}
