/** What Meta gave us for one number (docs/channels/whatsapp.md). */
export interface WhatsAppSettings {
  readonly phoneNumberId: string;
  /** Of the WhatsApp Business Account, whose templates are listed; undefined: no templates. */
  readonly businessAccountId: string | undefined;
  /** The telephone number that people write to, with its country code, digits only; undefined: no links to it. */
  readonly number?: string | undefined;
  readonly accessToken: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  /** e.g. v23.0 */
  readonly apiVersion: string;
  /** Of one call. */
  readonly timeoutMs: number;
}
