import type { ReactNode } from 'react';
import type { AccountList } from '../../../console/api.ts';
import type { Language } from '../../languages.ts';
import { useTexts } from '../texts/console-texts.ts';

/** The latest account events. */
export function EventTable({ events }: { readonly events: AccountList['events'] }): ReactNode {
  const { texts, language } = useTexts();
  if (events.length === 0) return <p className="quiet">{texts.accounts.noEvents}</p>;
  return (
    <div className="table-scroll">
      <table className="data stacked">
        <thead>
          <tr>
            <th scope="col">{texts.accounts.at}</th>
            <th scope="col">{texts.accounts.who}</th>
            <th scope="col">{texts.accounts.did}</th>
            <th scope="col">{texts.accounts.to}</th>
          </tr>
        </thead>
        <tbody>
          {events.map(({ at, actor, what, subject, detail }, index) => (
            <tr key={`${at} ${index}`}>
              <th scope="row" className="day">
                {momentInWords(at, language)}
              </th>
              <td data-label={texts.accounts.who}>{actor}</td>
              <td data-label={texts.accounts.did}>
                {texts.accounts.eventNames[what]}
                {detail === '' ? null : (
                  <span className="quiet"> · {isRole(detail) ? texts.roles[detail] : detail}</span>
                )}
              </td>
              <td data-label={texts.accounts.to}>{subject === actor ? '–' : subject}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isRole(detail: string): detail is 'officer' | 'supervisor' | 'editor' | 'admin' {
  return ['officer', 'supervisor', 'editor', 'admin'].includes(detail);
}

/** In Hong Kong's time, whoever looks from wherever. */
function momentInWords(at: string, language: Language): string {
  const locale = language === 'en' ? 'en-GB' : language === 'zh-Hant' ? 'zh-HK' : 'zh-CN';
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    hourCycle: 'h23',
    timeZone: 'Asia/Hong_Kong',
  }).format(new Date(at));
}
