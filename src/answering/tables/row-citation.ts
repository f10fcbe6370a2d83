import type { Article } from '../../domain/article.ts';
import type { Language } from '../../domain/language.ts';
import type { Provenance } from '../../domain/provenance.ts';
import type { Agency } from '../../domain/tables.ts';
import { ageInDays, citationsFor, type DraftCitation } from '../answering-turn.ts';

/** A row's own source as a citation; none when the row has no link that may be shown. */
export function rowCitation(
  row: Provenance,
  id: string,
  title: string,
  agencies: readonly Agency[],
  language: Language,
  today: string,
): DraftCitation[] {
  if (row.source === null || !row.linkOk || row.confidence === 'unverified') return [];
  return [
    {
      article: 'tables',
      section: id,
      title,
      publisher: row.publisher?.[language] ?? publisherOf(row.source, agencies, language),
      url: row.source,
      sourceDate: row.sourceDate ?? 'undated',
      checkedOn: row.checkedOn,
      ageDays: ageInDays(row.checkedOn, today),
      isPastReview: false,
      language,
    },
  ];
}

/** The body whose site it is; else the host's name. */
function publisherOf(url: string, agencies: readonly Agency[], language: Language): string {
  const host = hostOf(url);
  const owner = agencies.find((agency) => agency.website !== null && hostOf(agency.website) === host);
  return owner?.short[language] ?? host;
}

function hostOf(url: string): string {
  return new URL(url.includes('://') ? url : `https://${url}`).hostname.replace(/^www\./u, '');
}

/** The row's own source; for a row whose link may not be shown, the official page of the article on the same subject. */
export function rowOrArticleCitation(
  row: Provenance,
  id: string,
  title: string,
  article: Article | undefined,
  agencies: readonly Agency[],
  language: Language,
  today: string,
): DraftCitation[] {
  if (row.confidence === 'unverified') return [];
  const own = rowCitation(row, id, title, agencies, language, today);
  const official = article === undefined ? [] : citationsFor(article, 'summary', language, today, 1);
  return own.length > 0 && row.confidence === 'official' ? own : [...own, ...official];
}
