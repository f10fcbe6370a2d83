import type { Card } from '../../../domain/card.ts';
import { caseStateInWords, hongKongTimeInWords } from '../../../domain/case-in-words.ts';
import type { Language } from '../../languages.ts';
import { cardTexts } from '../../texts/card-texts.ts';
import { shownValue } from './shown-value.ts';

/** What the live region says of a card: what it shows, without its buttons. */
export function spokenCard(card: Card, language: Language): string {
  const texts = cardTexts(language);
  if (card.kind === 'brief') {
    const rows = card.rows.map((row) => `${row.label}: ${shownValue(row, texts)}`);
    return [`${texts.briefTitle}:`, ...rows, card.consent.text].join('\n');
  }
  return [
    `${texts.caseNumber}: ${card.number}`,
    card.code === null ? '' : `${texts.caseCode}: ${card.code}. ${texts.codeOnce}`,
    `${texts.state}: ${caseStateInWords(card.state, language)}`,
    (card.waitingBefore ?? null) !== null ? `${texts.queue}: ${texts.queueCount(card.waitingBefore ?? 0)}` : '',
    `${texts.desk}: ${card.desk}`,
    card.promisedBy === null ? '' : `${texts.promisedBy}: ${hongKongTimeInWords(card.promisedBy, language)}`,
  ]
    .filter(Boolean)
    .join('\n');
}
