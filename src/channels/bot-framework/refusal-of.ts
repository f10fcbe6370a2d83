import { AuthenticationError } from 'botframework-connector';
import type { BotRefusal } from './bot-service.ts';

/** By the words of the SDK's validators (4.23.3), which have no codes; the first that fits. */
const REASONS: readonly (readonly [RegExp, BotRefusal])[] = [
  [/request is not authorized/i, 'no-token'],
  [/expired/i, 'expired'],
  [/invalid signature|invalid algorithm|signature is required/i, 'bad-signature'],
  [/endorsement/i, 'not-endorsed'],
  [/signing key/i, 'unknown-key'],
  [/invalid appid|audience/i, 'wrong-audience'],
  [/serviceurl/i, 'wrong-service-url'],
  [/no valid identity|issuer/i, 'wrong-issuer'],
];

/** Of jsonwebtoken, which the validators let through as they are. */
const TOKEN_ERRORS = ['JsonWebTokenError', 'NotBeforeError', 'TokenExpiredError', 'SyntaxError'];

/** Why the SDK does not believe a delivery; null when it could not tell, for want of the keys. */
export function refusalOf(error: unknown): BotRefusal | null {
  if (!(error instanceof Error)) return null;
  // Keys that could not be loaded are an AuthenticationError too, with a status of 500.
  const isVerdict = error instanceof AuthenticationError && error.statusCode < 500;
  if (!isVerdict && !TOKEN_ERRORS.includes(error.name)) return null;
  return REASONS.find(([words]) => words.test(error.message))?.[1] ?? 'bad-token';
}
