import type { Transporter } from 'nodemailer';
import { mailSchema } from '../../notices/mail.ts';
import type { Sender, SendOutcome } from '../../outbox/sender.ts';

export interface MailSettings {
  readonly smtp: {
    readonly host: string;
    readonly port: number;
    /** TLS from the first byte (smtps). */
    readonly isSecure: boolean;
    /** null: the server asks for none. */
    readonly login: { readonly user: string; readonly password: string } | null;
  };
  readonly from: { readonly name: string; readonly address: string };
  /** Of connecting, of the greeting and of every later silence. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;

/**
 * Mail by SMTP. The Message-ID follows from the entry's id and the date is that of writing, so a mail that is sent again
 * is the same mail, which mail programs show once. Addresses go in as values, never as header text.
 */
export function createMailSender({ smtp, from, timeoutMs = TIMEOUT_MS }: MailSettings): Sender {
  let transport: Promise<Transporter> | undefined;
  const host = from.address.split('@').at(-1) ?? '';
  return async ({ id, writtenAt, payload }) => {
    const mail = mailSchema.safeParse(payload);
    if (!mail.success) return { kind: 'dead', error: 'the payload is no mail' };
    const { to, subject, text, html, language, thread, invitation, unsubscribe } = mail.data;
    try {
      transport ??= openTransport(smtp, timeoutMs);
      await (await transport).sendMail({
        // A copy: nodemailer writes into its addresses, and the configuration is frozen.
        from: { ...from },
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${id}@${host}>`,
        references: `<${thread}@${host}>`,
        date: new Date(writtenAt),
        headers: {
          'Content-Language': language,
          // No holiday replies (https://www.rfc-editor.org/rfc/rfc3834#section-5).
          'Auto-Submitted': 'auto-generated',
          // One click in the mail program ends it (RFC 8058).
          ...(unsubscribe === undefined
            ? {}
            : {
                'List-Unsubscribe': { prepared: true, value: `<${unsubscribe}>` },
                'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
              }),
        },
        ...(invitation === null
          ? {}
          : { icalEvent: { method: methodOf(invitation), filename: 'invitation.ics', content: invitation } }),
      });
      return { kind: 'sent' };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

/** The package is loaded for the first mail: a start without any does not wait for it. */
async function openTransport(smtp: MailSettings['smtp'], timeoutMs: number): Promise<Transporter> {
  const { default: nodemailer } = await import('nodemailer');
  return nodemailer.createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.isSecure,
    // A password never crosses a network in clear; without one, TLS is used where the server offers it.
    requireTLS: smtp.login !== null && !LOOPBACK.test(smtp.host),
    ...(smtp.login === null ? {} : { auth: { user: smtp.login.user, pass: smtp.login.password } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** The header names the method that stands in the object (RFC 6047, section 2.4). */
function methodOf(invitation: string): 'REQUEST' | 'CANCEL' {
  return invitation.includes('\r\nMETHOD:CANCEL\r\n') ? 'CANCEL' : 'REQUEST';
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/** What the server wrote stays out: it repeats the address. */
function outcomeOf(error: unknown): SendOutcome {
  const { code, responseCode } = error instanceof Error ? (error as SmtpError) : {};
  const said = `${code ?? 'unknown'}${responseCode === undefined ? '' : ` ${responseCode}`}`;
  // 5xx to the mail itself is for good; to a login or a greeting it is about the set-up, which somebody will mend.
  const isAboutTheMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const isForGood = isAboutTheMail && responseCode !== undefined && responseCode >= 500;
  return { kind: isForGood ? 'dead' : 'retry', error: `SMTP: ${said}` };
}

/** What nodemailer adds to its errors. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly responseCode?: number;
}
