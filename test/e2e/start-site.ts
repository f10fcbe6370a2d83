import type { Answer } from '../../src/domain/answer.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../fakes/start-test-app.ts';
import { fixtureAnswer } from './fixture-answers.ts';

/** The built browser side on the real server, over a fake core that says the fixtures' words. */
export function startSite(
  answer: (message: IncomingMessage) => Partial<Answer> = ({ text, pageLanguage }) =>
    fixtureAnswer(text, pageLanguage ?? 'en'),
  options: TestAppOptions = {},
): Promise<TestApp> {
  return startTestApp({
    answer,
    // Many visitors from one address, as no real site has them.
    env: { LIMIT_CONVERSATIONS_PER_MINUTE: '0', LIMIT_MESSAGES_PER_MINUTE: '0', LIMIT_REQUESTS_PER_MINUTE: '0' },
    ...options,
  });
}
