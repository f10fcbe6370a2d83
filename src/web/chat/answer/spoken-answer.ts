import type { Language } from '../../languages.ts';
import { chatTexts } from '../../texts/chat-texts.ts';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { plainText } from '../markdown/plain-text.ts';
import { answerBlocks } from './answer-blocks.ts';
import { goglobalDataOf } from './goglobal-data.ts';

/** What the live region says of an answer: its words, then that there is a table, sources, next questions. */
export function spokenAnswer(activity: DirectLineActivity, pageLanguage: Language): string {
  const { language, table, citations, suggestions } = goglobalDataOf(activity);
  const texts = chatTexts(language ?? pageLanguage);
  return [
    plainText(answerBlocks(activity.text ?? '', table)),
    table === undefined ? '' : `${texts.table}: ${table.caption}`,
    citations.length === 0 ? '' : texts.sourceCount(citations.length),
    suggestions.length === 0 ? '' : `${texts.nextQuestions}: ${suggestions.map(({ label }) => label).join('; ')}`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** An activity as the transcript wants it: with words for the live region, without what we show ourselves. */
export function forTranscript(activity: DirectLineActivity, pageLanguage: Language): DirectLineActivity {
  if (activity.type !== 'message' || activity.from?.role === 'user' || activity.text === undefined) return activity;
  const { suggestedActions: _shownByUs, ...rest } = activity;
  return {
    ...rest,
    channelData: { ...activity.channelData, 'webchat:fallback-text': spokenAnswer(activity, pageLanguage) },
  };
}
