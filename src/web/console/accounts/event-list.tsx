import type { ReactNode } from 'react';
import type { AccountList } from '../../../console/api.ts';
import type { Language } from '../../languages.ts';
import type { ConsoleTexts } from '../texts/console-texts.en.ts';
import { useTexts } from '../texts/use-texts.ts';

/** The latest account events, a line each. */
export function EventList({ events }: { readonly events: AccountList['events'] }): ReactNode {
  const { texts, language } = useTexts();
  if (events.length === 0) return <p className="quiet">{texts.accounts.noEvents}</p>;
  return (
    <ol className="events">
      {events.map(({ at, actor, what, subject, detail }, index) => (
        <li key={`${at} ${index}`}>
          <time dateTime={at}>{momentInWords(at, language)}</time>
          <span>
            <strong>{actorInWords(actor, texts)}</strong> {texts.accounts.eventNames[what]}
            {subject === actor ? null : <span className="event-subject"> {subject}</span>}
            {detail === '' ? null : <span className="quiet"> · {detailInWords(detail, texts)}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function actorInWords(actor: string, { accounts }: ConsoleTexts): string {
  if (actor === 'command line') return accounts.commandLine;
  return actor === 'identity provider' ? accounts.identityProvider : actor;
}

/** A role or a way of signing in; anything else stands as it is. */
function detailInWords(detail: string, { roles, accounts }: ConsoleTexts): string {
  const words: Readonly<Record<string, string>> = { ...roles, ...accounts.eventDetails };
  return Object.hasOwn(words, detail) ? (words[detail] ?? detail) : detail;
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
