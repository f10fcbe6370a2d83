import type { Plugin } from 'vite';

/**
 * Web Chat carries what we never use, and a phone on a slow network would pay for it; and two of its faults can be
 * mended only inside. Each change says what it does, and fails the build when Web Chat has changed so much that it no
 * longer fits.
 */
export function fitWebChat(): Plugin {
  const waiting = new Set(['languages', 'streaming', 'nonce', 'motion']);
  return {
    name: 'goglobal:fit-web-chat',
    enforce: 'pre',
    transform(code, id) {
      if (id.includes('botframework-webchat-api/dist/botframework-webchat-api.mjs')) {
        waiting.delete('languages');
        return { code: withoutOtherLanguages(code), map: null };
      }
      if (/botframework-directlinejs\/lib\/directLineStreaming\.js$/.test(id)) {
        // Only for Azure's App Service Extension: 280 kB of a protocol we do not speak.
        waiting.delete('streaming');
        return { code: 'exports.DirectLineStreaming = undefined;', map: null };
      }
      if (/react-scroll-to-bottom\/lib\/esm\/ScrollToBottom\/Composer\.js$/.test(id)) {
        waiting.delete('nonce');
        return { code: withNonce(code), map: null };
      }
      if (/react-scroll-to-bottom\/lib\/esm\/SpineTo\.js$/.test(id)) {
        waiting.delete('motion');
        return { code: withoutMotion(code), map: null };
      }
      return undefined;
    },
    buildEnd(error) {
      if (error === undefined && waiting.size > 0) {
        throw new Error(
          `Web Chat has changed: nothing found for ${[...waiting].join(', ')} in build-plugins/fit-web-chat.ts`,
        );
      }
    },
  };
}

const STRINGS_OBJECT = /var (?<name>[\w$]+)=\{(?:\w+:(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`),?)+\}/g;
const KEPT_STRINGS = ['Bot $1 said:', '\\u673A\\u5668\\u4EBA $1', '\\u6A5F\\u5668\\u4EBA $1'];

/** More than 40 translations of its strings, 400 kB, of which English and the two Chinese are ours. */
function withoutOtherLanguages(code: string): string {
  let removed = 0;
  let kept = 0;
  const slim = code.replaceAll(STRINGS_OBJECT, (object, name: string) => {
    if (!object.includes('ACCESS_KEY_ALT')) return object;
    if (KEPT_STRINGS.some((words) => object.includes(words))) {
      kept += 1;
      return object;
    }
    removed += 1;
    return `var ${name}={}`;
  });
  if (removed < 20 || kept < 3)
    throw new Error(`Web Chat's translations look different: ${removed} removed, ${kept} kept`);
  return slim;
}

/** Web Chat forgets to hand the CSP nonce to this package; without it the transcript loses its scrolling styles. */
function withNonce(code: string): string {
  const slot = 'nonce: undefined,';
  if (!code.includes(slot)) throw new Error('react-scroll-to-bottom has another way with nonces');
  return code.replace(slot, `nonce: (document.querySelector('meta[name="csp-nonce"]') || {}).content,`);
}

/** It scrolls to new messages by animation, whatever the visitor's system asks for. */
function withoutMotion(code: string): string {
  const animated = 'step(from, toNumber, squareStepper,';
  if (!code.includes(animated)) throw new Error('react-scroll-to-bottom animates in another way');
  const isUnwanted = "window.matchMedia('(prefers-reduced-motion: reduce)').matches";
  return code.replace(animated, `${isUnwanted} ? toNumber : ${animated}`);
}
