import { foldSections } from '../../../domain/markdown/fold-sections.ts';
import type { Block } from '../../../domain/markdown/markdown.ts';
import { questionNumber } from '../../../domain/question-number.ts';
import type { Language } from '../../languages.ts';
import { cardTexts } from '../../texts/card-texts.ts';
import { chatTexts } from '../../texts/chat-texts.ts';
import { spokenCard } from '../cards/spoken-card.ts';
import type { DirectLineActivity } from '../connection/direct-line-types.ts';
import { plainText } from '../markdown/plain-text.ts';
import { answerBlocks } from './answer-blocks.ts';
import { goglobalDataOf } from './goglobal-data.ts';

/** What the live region says of a message: who speaks, the words, then that there is a table, sources, next questions. */
export function spokenAnswer(activity: DirectLineActivity, pageLanguage: Language): string {
  const data = goglobalDataOf(activity);
  const { table, citations, suggestions, card, progress } = data;
  const language = data.language ?? pageLanguage;
  const texts = chatTexts(language);
  if (data.author === 'officer') return `${cardTexts(language).officerSaid(data.signature)} ${activity.text ?? ''}`;
  if (data.author === 'system') return `${cardTexts(language).noticeSaid} ${activity.text ?? ''}`;
  return [
    chatTexts(pageLanguage).assistantSaid,
    progress === undefined ? '' : cardTexts(language).progress(questionNumber(progress), progress.of),
    ...spokenSections(answerBlocks(data.words ?? activity.text ?? '', table), texts.furtherSections),
    card === undefined ? '' : spokenCard(card, language),
    table === undefined ? '' : `${texts.table}: ${table.caption}`,
    citations.length === 0 ? '' : texts.sourceCount(citations.length),
    suggestions.length === 0 ? '' : `${texts.nextQuestions}: ${suggestions.map(({ label }) => label).join('; ')}`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** As they are seen: the best section, the questions of those that are closed, what follows them. */
function spokenSections(blocks: readonly Block[], furtherSections: string): readonly string[] {
  const { lead, further, tail } = foldSections(blocks);
  const titles = further.map(({ title }) => plainText([{ kind: 'paragraph', children: title }]));
  return [plainText(lead), titles.length === 0 ? '' : `${furtherSections}: ${titles.join('; ')}`, plainText(tail)];
}

/**
 * An activity as the transcript wants it: with words for the live region, without what we show ourselves. Reactions are
 * nothing for the transcript: they are shown on the answer they are about.
 */
export function forTranscript(activity: DirectLineActivity, pageLanguage: Language): DirectLineActivity | undefined {
  if (activity.type === 'messageReaction') return undefined;
  if (activity.type !== 'message' || activity.from?.role === 'user' || activity.text === undefined) return activity;
  const { suggestedActions: _shownByUs, ...rest } = activity;
  return {
    ...rest,
    channelData: { ...activity.channelData, 'webchat:fallback-text': spokenAnswer(activity, pageLanguage) },
  };
}
