import type { ReactNode } from 'react';
import type { Card } from '../../../domain/card.ts';
import type { Language } from '../../languages.ts';
import { useComposerDraft } from '../composer/composer-draft.ts';
import { saveAsPdf, saveAsText } from '../summary/save-conversation.ts';
import { usePageLanguage } from '../transcript/page-language.ts';
import { useToken } from '../transcript/token.ts';
import { hooks } from '../web-chat/web-chat.ts';
import { BriefCardView } from './brief-card-view.tsx';
import { CaseCardView } from './case-card-view.tsx';

/** The card of a message. */
export function CardView(props: {
  readonly card: Card;
  readonly language: Language;
  readonly isOpen: boolean;
  readonly onSay: (words: string) => void;
}): ReactNode {
  const pageLanguage = usePageLanguage();
  const [activities] = hooks.useActivities();
  const begin = useComposerDraft();
  const token = useToken();
  const { card, language, isOpen, onSay } = props;
  /** Offline and after a fault the words are still here. */
  const save = async (): Promise<void> => {
    if (!(await saveAsPdf(token(), pageLanguage))) saveAsText(activities, pageLanguage);
  };
  switch (card.kind) {
    case 'brief':
      return <BriefCardView card={card} language={language} isOpen={isOpen} onSay={onSay} onBegin={begin} />;
    case 'case':
      return <CaseCardView card={card} onSave={save} onSay={onSay} />;
  }
}
