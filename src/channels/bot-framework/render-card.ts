import type { BriefCard, BriefRow, Card, CaseCard } from '../../domain/card.ts';
import { caseStateInWords, hongKongTimeInWords } from '../../domain/case-in-words.ts';
import type { Language } from '../../domain/language.ts';
import { type CardTexts, cardTexts } from './card-texts.ts';
import { escapeMarkdown } from './escape-markdown.ts';

/** A card as Markdown, for clients that show text only. Nothing in it is left out there. */
export function renderCard(card: Card, language: Language): string {
  return card.kind === 'brief' ? briefAsText(card, cardTexts(language)) : caseAsText(card, cardTexts(card.language));
}

function briefAsText({ rows, consent }: BriefCard, texts: CardTexts): string {
  const lines = rows.map((row) => `- ${texts.line(escapeMarkdown(row.label), valueOf(row, texts))}`);
  return `${lines.join('\n')}\n\n${consent.text}`;
}

/** What is withheld is not repeated: the words may stand on somebody else's screen. */
function valueOf({ shown, isWithheld }: BriefRow, texts: CardTexts): string {
  if (isWithheld) return `*${texts.withheld}*`;
  return shown.trim() === '' ? `*${texts.empty}*` : escapeMarkdown(shown);
}

function caseAsText(card: CaseCard, texts: CardTexts): string {
  const { language } = card;
  const lines = [
    texts.line(texts.number, `**${card.number}**`),
    ...(card.code === null ? [] : [texts.line(texts.code, `**${card.code}**`)]),
    texts.line(texts.state, caseStateInWords(card.state, language)),
    texts.line(texts.desk, escapeMarkdown(card.desk)),
    ...(card.promisedBy === null ? [] : [texts.line(texts.promisedBy, hongKongTimeInWords(card.promisedBy, language))]),
    texts.line(texts.status, card.statusUrl),
  ];
  const list = lines.map((line) => `- ${line}`).join('\n');
  return card.code === null ? list : `${list}\n\n${texts.codeOnce}`;
}
