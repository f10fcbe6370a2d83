import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import type { CaseCard } from '../../../domain/card.ts';
import { caseStateInWords, hongKongTimeInWords } from '../../../domain/case-in-words.ts';
import { isSafeUrl } from '../../../domain/markdown/parse-inline.ts';
import { cardTexts } from '../../texts/card-texts.ts';
import { chatTexts } from '../../texts/chat-texts.ts';
import { isInQueue, useLiveCase } from './live-case.tsx';

/** A case: its number to keep, the code while it is shown, what was promised, and the ways to come back to it. */
export function CaseCardView(props: {
  readonly card: CaseCard;
  readonly onSave: () => Promise<void>;
  readonly onSay: (words: string) => void;
}): ReactNode {
  const card = useLiveCase(props.card);
  const { language } = card;
  const texts = cardTexts(language);
  const titleId = useId();
  return (
    <section className="card case-card" lang={language} aria-labelledby={titleId}>
      <p className="card-title" id={titleId}>
        {texts.caseTitle}
      </p>
      <dl className="case-facts">
        <div className="case-number">
          <dt>{texts.caseNumber}</dt>
          <dd>
            <span className="case-number-value">{card.number}</span>
            <CopyButton card={card} />
          </dd>
        </div>
        {card.code === null ? null : (
          <div className="case-code">
            <dt>{texts.caseCode}</dt>
            <dd>
              <span className="case-code-value">{card.code}</span>
              <span className="case-code-once">{texts.codeOnce}</span>
            </dd>
          </div>
        )}
        {card.promisedBy === null ? null : (
          <Fact name={texts.promisedBy}>{hongKongTimeInWords(card.promisedBy, language)}</Fact>
        )}
        <Fact name={texts.desk}>{card.desk}</Fact>
        <Fact name={texts.state}>{caseStateInWords(card.state, language)}</Fact>
        {isInQueue(card) ? (
          <div>
            <dt>{texts.queue}</dt>
            <dd className="case-queue">
              <span role="status">{texts.queueCount(card.waitingBefore ?? 0)}</span>
              <button type="button" className="card-button" onClick={() => props.onSay(texts.sayLeaveQueue)}>
                {texts.leaveQueue}
              </button>
            </dd>
          </div>
        ) : null}
      </dl>
      <p className="card-actions">
        {isSafeUrl(card.statusUrl) ? (
          <a className="card-link" href={card.statusUrl} target="_blank" rel="noopener noreferrer">
            {texts.statusPage}
            <span className="visually-hidden"> {chatTexts(language).opensInNewTab}</span>
          </a>
        ) : null}
        <button type="button" className="card-button" onClick={() => void props.onSave()}>
          {texts.saveSummary}
        </button>
      </p>
    </section>
  );
}

function Fact(props: { readonly name: string; readonly children: string }): ReactNode {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function CopyButton({ card }: { readonly card: CaseCard }): ReactNode {
  const texts = cardTexts(card.language);
  const [outcome, setOutcome] = useState('');
  const copy = (): void => {
    // A frame on another site may be denied the clipboard; then the number can still be selected.
    const copied = navigator.clipboard?.writeText(card.number) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => setOutcome(texts.copied),
      () => setOutcome(texts.copyFailed),
    );
  };
  return (
    <>
      <button type="button" className="card-button" onClick={copy}>
        {texts.copyNumber}
      </button>
      <span className="case-copied" role="status">
        {outcome}
      </span>
    </>
  );
}
