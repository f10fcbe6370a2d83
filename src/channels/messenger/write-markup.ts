import type { Capabilities } from './channel.ts';

type Markup = Capabilities['markup'];

/** Characters that Markdown escaped wait here, out of the way of what follows: a private-use area, one by one. */
const HIDDEN = 0xe100;
const ESCAPED = /\\([\\`*_{}[\]()#+\-.!|<>~])/gu;
const BOLD = '\ue0ff';

/** Our answers' Markdown in the dialect of a messaging app. Marks such as [1] stay. */
export function writeMarkup(markdown: string, markup: Markup): string {
  if (markup === 'markdown') return markdown;
  const bold = markup === 'whatsapp' ? '*' : '';
  const italic = markup === 'whatsapp' ? '_' : '';
  return markdown
    .replaceAll(ESCAPED, (_match, character: string) => String.fromCharCode(HIDDEN + character.charCodeAt(0)))
    .replaceAll(/^[ \t]*(?:---+|\*\*\*+)[ \t]*$/gmu, '———')
    .replaceAll(/^#{1,6}\s+(.+)$/gmu, (_match, title: string) => `${BOLD}${title.replaceAll('**', '')}${BOLD}`)
    .replaceAll(/\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/gu, '$1 $2')
    .replaceAll(/\*\*([^*\n]+)\*\*/gu, `${BOLD}$1${BOLD}`)
    .replaceAll(/(?<![*\w])\*([^*\n]+)\*(?![*\w])/gu, `${italic}$1${italic}`)
    .replaceAll(/`([^`\n]+)`/gu, '$1')
    .replaceAll(/^([ \t]*)[*+] /gmu, '$1- ')
    .replaceAll(BOLD, bold)
    .replaceAll(/&(amp|lt|gt|quot|#39);/gu, (_match, name: string) => ENTITIES[name] ?? '')
    .replaceAll(/[\ue100-\ue17f]/gu, (hidden) => String.fromCharCode(hidden.charCodeAt(0) - HIDDEN))
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
