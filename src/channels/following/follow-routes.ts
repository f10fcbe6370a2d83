import { isLanguage, type Language } from '../../domain/language.ts';
import type { Wording } from '../../domain/wording.ts';
import type { Route, RouteRequest, RouteResponse } from '../../server/route.ts';
import { followPage } from './follow-page.ts';

export interface FollowRouteParts {
  /** Ends everything that this follower follows; false: the link is not one of ours. */
  readonly stop: (follower: string, token: string) => Promise<boolean>;
  readonly confirm: (
    follower: string,
    token: string,
  ) => Promise<'confirmed' | 'wrong' | 'too-many' | 'expired' | 'none'>;
  readonly wording: Wording;
}

/**
 * Where the links of followers' mails lead. Opening one shows a page and changes nothing, as mail scanners open every
 * link; the page's button posts. Mail programs post to the same address by themselves (RFC 8058, List-Unsubscribe-Post).
 */
export function followRoutes({ stop, confirm, wording }: FollowRouteParts): readonly Route[] {
  return [
    route('get', '/following/stop', (say) => Promise.resolve(say('stop', 'Lead', true))),
    route('post', '/following/stop', async (say, follower, token) =>
      (await stop(follower, token)) ? say('stop', 'stopped', false) : say('stop', 'gone', false),
    ),
    route('get', '/following/confirm', (say) => Promise.resolve(say('confirm', 'Lead', true))),
    route('post', '/following/confirm', async (say, follower, token) =>
      (await confirm(follower, token)) === 'confirmed'
        ? say('confirm', 'confirmed', false)
        : say('confirm', 'gone', false),
    ),
  ];

  function route(
    method: 'get' | 'post',
    path: string,
    handle: (say: Say, follower: string, token: string) => Promise<RouteResponse>,
  ): Route {
    return {
      method,
      path,
      body: method === 'get' ? 'none' : 'raw',
      // A mail program names no page that it comes from.
      origins: 'any',
      isLimited: true,
      handle: (request) =>
        handle(sayIn(languageOf(request)), request.query.get('f') ?? '', request.query.get('t') ?? ''),
    };
  }

  function sayIn(language: Language): Say {
    const word = (key: string) => wording(`following.page.${key}`, language);
    return (what, text, hasButton) =>
      followPage({
        language,
        status: text === 'gone' ? 404 : 200,
        name: word('name'),
        title: word(`${what}Title`),
        text: word(text === 'Lead' ? `${what}Lead` : text),
        button: hasButton ? word(`${what}Button`) : null,
      });
  }
}

type Say = (
  what: 'stop' | 'confirm',
  text: 'Lead' | 'stopped' | 'confirmed' | 'gone',
  hasButton: boolean,
) => RouteResponse;

function languageOf({ query, language }: RouteRequest): Language {
  const wanted = query.get('lang');
  return isLanguage(wanted) ? wanted : language;
}
