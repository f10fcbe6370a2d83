import { hongKongDay } from '../../../domain/clock.ts';
import { summaryTexts } from '../../../domain/summary-texts.ts';
import type { Language } from '../../languages.ts';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { addressOf, download } from '../download.ts';
import { summarize } from './conversation-summary.ts';
import { summaryAsText } from './summary-as-text.ts';
import { summaryPage } from './summary-page.ts';

/** Without it Windows' older editors take Chinese for something else. */
const BYTE_ORDER_MARK = '\ufeff';

/** Downloads the conversation as a text file. Nothing leaves the browser. */
export function saveAsText(activities: readonly DirectLineActivity[], language: Language): void {
  const now = new Date();
  const text = summaryAsText(summarize(activities), language, now);
  download(new Blob([BYTE_ORDER_MARK, text], { type: 'text/plain;charset=utf-8' }), `${fileName(language, now)}.txt`);
}

/** The server sets the PDF of a conversation in a second or two; slower than this, something is wrong. */
const PDF_TIMEOUT_MS = 30_000;

/** Downloads the conversation as an accessible PDF, set by the server. False when it could not be made. */
export async function saveAsPdf(token: string, language: Language): Promise<boolean> {
  try {
    const response = await fetch('/v3/directline/summary', {
      headers: { Authorization: `Bearer ${token}`, 'Accept-Language': language },
      signal: AbortSignal.timeout(PDF_TIMEOUT_MS),
    });
    if (!response.ok) return false;
    download(await response.blob(), `${fileName(language, new Date())}.pdf`);
    return true;
  } catch {
    // No network or a time-out: the text file needs neither.
    return false;
  }
}

function fileName(language: Language, now: Date): string {
  return `${summaryTexts(language).fileName}-${hongKongDay(now)}`;
}

/** Opens the conversation as a page to be printed, in a tab of its own. */
export function openForPrint(
  activities: readonly DirectLineActivity[],
  language: Language,
  nonce: string | undefined,
): void {
  const html = summaryPage(summarize(activities), { language, savedAt: new Date(), nonce });
  window.open(addressOf(new Blob([html], { type: 'text/html;charset=utf-8' })), '_blank', 'noopener');
}
