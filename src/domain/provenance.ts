import type { LocalizedText } from './language.ts';

/** How far a row may be trusted; unverified rows are never spoken. */
export type Confidence = 'official' | 'secondary' | 'unverified';

/** Where a row comes from. `linkOk: false` marks a mirror: kept for audit, its link is not shown. */
export interface Provenance {
  readonly source: string | null;
  readonly sourceDate: string | null;
  readonly confidence: Confidence;
  readonly linkOk: boolean;
  /** The day (YYYY-MM-DD) on which an editor last compared the file with its sources. */
  readonly checkedOn: string;
  /** Who runs the site of the source, as tables/publishers.yaml names it; absent: its host is shown. */
  readonly publisher?: LocalizedText;
}
