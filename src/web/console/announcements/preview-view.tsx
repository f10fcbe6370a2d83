import type { ReactNode } from 'react';
import type { AnnouncementPreview } from '../../../console/api.ts';
import { channelName } from '../cases/channel-name.ts';
import { useTexts } from '../texts/use-texts.ts';

/** Whom it would reach now, why not others, and what each of them would read. */
export function PreviewView({ preview }: { readonly preview: AnnouncementPreview }): ReactNode {
  const { texts } = useTexts();
  const words = texts.announcements;
  const channels = Object.entries(preview.reached);
  const total = channels.reduce((sum, [, people]) => sum + people, 0);
  const rows: readonly (readonly [string, number])[] = [
    ...channels.map(
      ([channel, people]) => [channel === 'email' ? words.email : channelName(channel, texts.cases), people] as const,
    ),
    [words.afterQuietHours, preview.afterQuietHours],
    [words.whenTheyWrite, preview.whenTheyWrite],
    [words.unsubscribed, preview.excluded.unsubscribed],
    [words.unconfirmed, preview.excluded.unconfirmed],
  ];
  return (
    <section className="form" aria-labelledby="announcement-preview">
      <h2 id="announcement-preview">{words.previewTitle}</h2>
      <p role="status">{words.reachedTotal(total)}</p>
      <table className="data announcement-counts">
        <thead>
          <tr>
            <th scope="col">{words.reached}</th>
            <th scope="col" className="number">
              {words.people}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, people]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="number">{people}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="announcement-languages">
        {preview.shown.map(({ reader, language, text }) => (
          <div key={reader} className="panel">
            <h3>{words.readers(words.languages[reader])}</h3>
            {language === null || text === null ? (
              <p className="quiet">{words.nothing}</p>
            ) : (
              <>
                {language === reader ? null : <p className="warn">{words.shownIn(words.languages[language])}</p>}
                <div lang={language} className="announcement-words">
                  <p>
                    <strong>{text.title}</strong>
                  </p>
                  <p>{text.body}</p>
                </div>
              </>
            )}
          </div>
        ))}
      </div>
    </section>
  );
}
