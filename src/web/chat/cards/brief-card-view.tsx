import type { ReactNode } from 'react';
import { useId } from 'react';
import type { BriefCard, BriefRow } from '../../../domain/card.ts';
import { parseMarkdown } from '../../../domain/markdown/parse-markdown.ts';
import type { Language } from '../../languages.ts';
import { cardTexts } from '../../texts/card-texts.ts';
import { MarkdownView } from '../markdown/markdown-view.tsx';
import { shownValue } from './shown-value.ts';

export interface BriefCardViewProps {
  readonly card: BriefCard;
  readonly language: Language;
  /** False once the visitor has said something else: the card stays readable, its buttons go. */
  readonly isOpen: boolean;
  readonly onSay: (words: string) => void;
  /** Puts words into the composer for the visitor to finish. */
  readonly onBegin: (words: string) => void;
}

/** The exact brief, row by row, with what can be done about each row, and what the visitor is asked to agree to. */
export function BriefCardView(props: BriefCardViewProps): ReactNode {
  const { card, language } = props;
  const texts = cardTexts(language);
  const titleId = useId();
  return (
    <section className="card" aria-labelledby={titleId}>
      <p className="card-title" id={titleId}>
        {texts.briefTitle}
      </p>
      <dl className="brief-rows">
        {card.rows.map((row) => (
          <BriefRowView key={row.slot} row={row} {...props} />
        ))}
      </dl>
      <div className="consent">
        <p className="card-title">{texts.consentTitle}</p>
        <MarkdownView blocks={parseMarkdown(card.consent.text)} renderMark={() => undefined} />
      </div>
    </section>
  );
}

function BriefRowView({ row, language, isOpen, onSay, onBegin }: { readonly row: BriefRow } & BriefCardViewProps) {
  const texts = cardTexts(language);
  const { label, isWithheld, isPrefilled } = row;
  const isSaid = !isWithheld && row.shown.trim() !== '';
  return (
    <div className={isWithheld ? 'brief-row brief-row-withheld' : 'brief-row'}>
      <dt>{label}</dt>
      <dd className={isSaid ? 'brief-value' : 'brief-value brief-value-none'}>
        {shownValue(row, texts)}
        {isSaid && isPrefilled ? <span className="brief-origin">{texts.prefilled}</span> : null}
      </dd>
      {isOpen ? (
        <dd className="brief-actions">
          {isWithheld ? (
            <RowButton words={texts.putBack} label={label} onPress={() => onSay(texts.sayPutBack(label))} />
          ) : (
            <>
              <RowButton words={texts.change} label={label} onPress={() => onBegin(texts.sayChange(label))} />
              <RowButton words={texts.leaveOut} label={label} onPress={() => onSay(texts.sayLeaveOut(label))} />
            </>
          )}
        </dd>
      ) : null}
    </div>
  );
}

function RowButton(props: { readonly words: string; readonly label: string; readonly onPress: () => void }) {
  return (
    <button type="button" className="card-button" onClick={props.onPress}>
      {props.words}
      <span className="visually-hidden"> {props.label}</span>
    </button>
  );
}
