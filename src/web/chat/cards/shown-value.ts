import type { BriefRow } from '../../../domain/card.ts';
import type { CardTexts } from '../../texts/card-texts.ts';

/** A row's value as it would be sent. What is withheld is not repeated. */
export function shownValue({ shown, isWithheld }: BriefRow, texts: CardTexts): string {
  if (isWithheld) return texts.withheld;
  return shown.trim() === '' ? texts.empty : shown;
}
