/**
 * Every reason for which an attempt to send may fail: the one list of them. They are kept and logged in English, for operators;
 * the console says them in its reader's language (`send-error-texts` of its texts). `{number}` stands for a number, `{code}` for
 * a word that is not ours.
 */
export const SEND_REASONS = [
  // The outbox, and what is sent from it by ourselves.
  'no attempt of {number} came to an end',
  'no end in time',
  'the sender failed',
  'the visitor gave no address',
  'it is night there',
  'no mail server is configured',
  'the conversation is gone',
  'the conversation is gone, or its app not configured',
  'nobody there takes events',
  // Messaging apps, before the vendor is asked or after it has agreed.
  'the app is not configured',
  'the account is not configured',
  'never heard from',
  'the person left',
  '{number} messages were sent since then',
  'nothing was heard for {number} hours',
  'no response is open: it waits until the person writes',
  'taken, and not delivered',
  // Vendors whose answer says nothing.
  'no answer',
  'no answer that can be read',
  'an answer that is no JSON',
  'an answer of another form',
  'an answer of another form (HTTP {number})',
  'an answer without a token',
  'refused without a reason',
  'refused for a reason that is not in our table',
  // Vendors that are busy, or in trouble.
  'the service is busy',
  'the service has trouble',
  'the service has trouble (HTTP {number})',
  'too many calls',
  'too many calls in a minute',
  'the calls of this day are used up',
  'too many messages of this account',
  'too many messages to this person',
  // What an operator mends.
  'the secret is wrong',
  'the secret or access token is not accepted',
  'the access token is not accepted',
  'the access token is missing',
  'the access token has ended',
  'no token is given to the bot',
  'a fresh token is not accepted',
  'the company id is not known',
  'the appid is not known',
  "this server's address is not on the app's list",
  "this server's address is not on the account's list",
  'the app may not use customer service',
  'there is no such customer service account',
  'the account may not send customer messages: set it to passive',
  'the API of the account is suspended',
  'the account is blocked',
  'held back by a spam or marketing limit',
  'the template does not exist, is paused, or has other gaps',
  'a parameter is wrong',
  'the text was too long',
  'the text was empty',
  'the message is not accepted',
  'the message is not accepted (HTTP {number})',
  // The person, and the time since they wrote.
  'the account knows no such person',
  'the person does not follow the account',
  'the person does not take messages',
  'the person cannot be reached',
  'undeliverable to this person',
  'the messages since the person wrote are used up',
  'the messages since then are used up',
  'more than 24 hours since the person wrote',
  'too long since the person wrote',
  'too long since the person did something',
  'the chat has ended until the person writes',
  'the chat is with somebody in the WeCom app, or waits for them',
  // Mail servers, webhooks, Teams and Slack.
  'the payload is no mail',
  'the payload is no event',
  'the payload is no card',
  'SMTP: {code}',
  'HTTP {number}',
  'no answer in time',
  'no connection ({code})',
  'the connection failed',
  'the answer is not what the protocol says',
] as const;

export type SendReasonPattern = (typeof SEND_REASONS)[number];

type Filled<Pattern extends string> = Pattern extends `${infer Before}{number}${infer After}`
  ? `${Before}${number}${After}`
  : Pattern extends `${infer Before}{code}${infer After}`
    ? `${Before}${string}${After}`
    : Pattern;

/** A reason of the list, with what it leaves open put in. No address, no text of a person, no secret. */
export type SendReason = Filled<SendReasonPattern>;

/** What an entry of the outbox says about its last attempt: a reason, behind the vendor's code where there is one. */
export type SendError = SendReason | `${string}: ${SendReason}` | `window closed (${string}): ${SendReason}`;
