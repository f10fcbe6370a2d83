import type { ReactNode } from 'react';
import { EXPORT_ROWS } from '../../../console/cases/case-api.ts';
import { useTexts } from '../texts/use-texts.ts';

/** The list as a file, with the filters of the page. The browser asks as it does for any download, with the session. */
export function ExportLinks({ asked, total }: { readonly asked: string; readonly total: number }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.queue.export;
  return (
    <p className="export-links">
      <span>{words.label}</span>
      {(['csv', 'xlsx'] as const).map((format) => (
        <a
          key={format}
          className="text-link"
          href={`/console/api/cases/export.${format}?${asked}`}
          download
          hrefLang={language}
        >
          {words.formats[format]}
        </a>
      ))}
      <span className="under">
        {words.hint}
        {(['csv', 'xlsx'] as const)
          .filter((format) => total > EXPORT_ROWS[format])
          .map((format) => ` ${words.bound(words.formats[format], EXPORT_ROWS[format])}`)}
      </span>
    </p>
  );
}
