/** How a bot is registered in Azure, as its page «Configuration» says. */
export type BotAppType = 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';

/** What Azure gave us for one bot (docs/channels/azure.md). */
export interface BotServiceSettings {
  readonly appType: BotAppType;
  readonly appId: string;
  /** Client secret of the app; null with a managed identity. */
  readonly appPassword: string | null;
  /** Directory the app lives in; null with a multi-tenant app. */
  readonly tenantId: string | null;
  /** Where tokens for our calls come from, without a slash at the end. */
  readonly loginUrl: string;
  /** Metadata of who signs what is delivered to us. */
  readonly openIdUrl: string;
  /** Of one call. */
  readonly timeoutMs: number;
}

/** An activity as JSON. */
export type JsonActivity = Readonly<Record<string, unknown>> & { readonly type: string };

/** Where a conversation is answered: kept from an activity whose token was good, never from any other. */
export interface BotReference {
  readonly channelId: string;
  readonly serviceUrl: string;
  readonly conversation: { readonly id: string } & Readonly<Record<string, unknown>>;
  readonly bot: { readonly id: string } & Readonly<Record<string, unknown>>;
  readonly user: { readonly id: string } & Readonly<Record<string, unknown>>;
  /** The activity that is replied to. */
  readonly activityId?: string | undefined;
  readonly locale?: string | undefined;
}

/** Why a delivery is not believed, for the metric. */
export type BotRefusal =
  | 'no-token'
  | 'bad-signature'
  | 'bad-token'
  | 'expired'
  | 'unknown-key'
  | 'wrong-issuer'
  | 'wrong-audience'
  | 'not-endorsed'
  | 'wrong-service-url';

export type BotVerdict =
  | { readonly kind: 'authentic' }
  | { readonly kind: 'refused'; readonly reason: BotRefusal }
  /** The keys that tokens are signed with could not be read. */
  | { readonly kind: 'unknown'; readonly error: unknown };

export type BotSent =
  | { readonly kind: 'sent'; readonly id: string | null }
  /** The service answered with an error. `code` is its word for it, e.g. ConversationBlockedByUser. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly code: string | null;
      readonly retryAfterSeconds: number | null;
    }
  /** No token for our call: the login answered with an error. */
  | { readonly kind: 'no-token'; readonly code: string }
  | { readonly kind: 'unreachable'; readonly code: 'timeout' | 'network' };

/** Azure Bot Service through its own SDK: who may speak to us, and how we answer. Keeps nothing but tokens and keys. */
export interface BotService {
  /** Whether the header's token is the service's own, is for this bot, and names the channel and address that the activity does. */
  check(authorization: string, activity: JsonActivity): Promise<BotVerdict>;
  /** Sends into a conversation, whenever that is. */
  send(reference: BotReference, activity: JsonActivity): Promise<BotSent>;
  /** Asks for a token for our calls, as a first call would. */
  fetchToken(): Promise<{ readonly kind: 'good' } | { readonly kind: 'refused'; readonly code: string }>;
}
