import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { chatTexts } from '../../texts/chat-texts.ts';
import { usePageLanguage } from '../transcript/page-language.ts';
import type { MessageLength } from './message-length.ts';

/** A pause in typing before the count is spoken: announcing every key would drown the words. */
const QUIET_MS = 700;

export function CharacterCounter(props: {
  readonly id: string;
  readonly count: number;
  readonly length: MessageLength;
}): ReactNode {
  const { id, count, length } = props;
  const texts = chatTexts(usePageLanguage());
  const left = length.max - count;
  const words = count < length.countFrom ? '' : left >= 0 ? texts.left(left) : texts.over(-left);
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setSpoken(words), QUIET_MS);
    return () => window.clearTimeout(timer);
  }, [words]);
  return (
    <>
      <p id={id} className={left < 0 ? 'counter counter-over' : 'counter'} hidden={words === ''}>
        {words}
      </p>
      <span className="visually-hidden" aria-live="polite">
        {spoken}
      </span>
    </>
  );
}
