import { hasMarkup } from '../clean-reply.ts';
import { type Found, ok, type Validator, wrong } from './validator.ts';

const LABELLED =
  /(?:微信|we ?chat|\bwx|\bweixin)\s?(?:号|號|id|account)?\s?(?:是|为|為|is)?\s?[:=]?\s?(?<id>[a-z][a-z0-9_-]{5,19}|1[3-9]\d{9})(?![\p{Script=Latin}\p{N}_@.-])/iu;

/** A WeChat ID: a letter, then 5 to 19 letters, digits, «_» or «-»; or a Mainland mobile number. */
export const wechat: Validator = {
  read: (text) => {
    if (text === '') return wrong('empty');
    if (text.length > 120) return wrong('tooLong');
    if (hasMarkup(text)) return wrong('markup');
    const labelled = find(text);
    if (labelled !== null) return ok(labelled.value);
    if (/^1[3-9]\d{9}$/u.test(text)) return ok(text);
    if (!/^[a-z][a-z0-9_-]{5,19}$/iu.test(text)) return wrong('wechatForm');
    // «nothing» has the form of an ID: a word alone must say what it is.
    return /[\d_-]/u.test(text) ? ok(text) : wrong('wechatLabel');
  },
  find,
};

function find(text: string): Found | null {
  const match = LABELLED.exec(text);
  const id = match?.groups?.['id'];
  if (match === null || id === undefined || /^(?:number|account|please)$/iu.test(id)) return null;
  return { value: id, start: match.index, end: match.index + match[0].length };
}
