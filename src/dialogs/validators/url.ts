import { hasMarkup } from '../clean-reply.ts';
import { ok, type Validator, wrong } from './validator.ts';

/** An address of the public web, written with or without https://. No user names, no bare IP numbers. */
export const url: Validator = {
  read: (text) => {
    if (text === '') return wrong('empty');
    if (text.length > 300) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    if (/\s/u.test(text)) return wrong('urlForm');
    const scheme = /^([a-z][a-z0-9+.-]{0,20}):(?!\d)/iu.exec(text)?.[1]?.toLowerCase();
    if (scheme !== undefined && scheme !== 'http' && scheme !== 'https') return wrong('urlScheme');
    const address = scheme === undefined ? `https://${text}` : text;
    const parsed = /^https?:\/\/[^/\\]/iu.test(address) && URL.canParse(address) ? new URL(address) : null;
    if (parsed === null || parsed.username !== '' || parsed.password !== '' || text.includes('@'))
      return wrong('urlForm');
    const labels = parsed.hostname.split('.');
    const isPublic =
      labels.length > 1 &&
      labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/iu.test(label)) &&
      /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/iu.test(labels.at(-1) ?? '');
    return isPublic ? ok(parsed.href) : wrong('urlForm');
  },
};
