import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import { type ChatTexts, chatTexts } from '../../texts/chat-texts.ts';
import { type GoGlobalData, goglobalDataOf } from '../answer/goglobal-data.ts';
import { lastSuggestion } from '../answer/suggestion-buttons.tsx';
import type { AskQueue } from '../ask-queue.ts';
import { useOfficerHasChat } from '../cards/live-case.tsx';
import { AttachButton, type FileSaid, FileSaidLine } from '../files/attach-button.tsx';
import { SendIcon } from '../icons.tsx';
import { lastHeard } from '../transcript/last-heard.ts';
import { usePageLanguage } from '../transcript/page-language.ts';
import { hooks } from '../web-chat/web-chat.ts';
import { CharacterCounter } from './character-counter.tsx';
import { characterCount, messageLength } from './message-length.ts';

/** What stands in the composer, kept outside of it. */
export interface TypedWords {
  typed: string;
}

export interface MessageComposerProps {
  readonly words: TypedWords;
  readonly onSend: (text: string) => void;
  /** Words that something else puts here for the visitor to finish. */
  readonly drafts: AskQueue;
}

export function MessageComposer({ words, onSend, drafts }: MessageComposerProps): ReactNode {
  const texts = chatTexts(usePageLanguage());
  const heard = useLastHeard();
  const isWithOfficer = useOfficerHasChat() ?? heard.author === 'officer';
  const [text, setText] = useState(words.typed);
  const field = useRef<HTMLTextAreaElement>(null);
  const ids = { hint: useId(), counter: useId() };
  const count = characterCount(text);
  const length = messageLength(heard.progress !== undefined);
  const isTooLong = count > length.max;
  const [fileSaid, setFileSaid] = useState<FileSaid>({ tone: 'plain', text: '', announced: '' });
  const canSend = text.trim() !== '' && !isTooLong;

  hooks.useRegisterFocusSendBox(
    useCallback(({ noKeyboard }) => {
      if (noKeyboard && hasScreenKeyboard()) field.current?.blur();
      else field.current?.focus();
    }, []),
  );

  useEffect(
    () =>
      drafts.take((draft) => {
        const { current } = field;
        if (current === null) return;
        setText(draft);
        // Also on a phone: who pressed «change» wants to type now.
        current.focus();
        // After React has put the words in.
        requestAnimationFrame(() => current.setSelectionRange(draft.length, draft.length));
      }),
    [drafts],
  );

  useEffect(() => {
    words.typed = text;
    const { current } = field;
    if (current === null) return;
    // `auto` first, so that it shrinks as well; CSS holds it at five lines.
    current.style.height = 'auto';
    current.style.height = `${current.scrollHeight + 2}px`;
  }, [text, words]);

  const send = (): void => {
    if (!canSend) return;
    onSend(text.trim());
    setText('');
    if (hasScreenKeyboard()) field.current?.blur();
    else field.current?.focus();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.key === 'Tab' && event.shiftKey) {
      const button = lastSuggestion();
      if (button === undefined) return;
      event.preventDefault();
      button.focus();
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    // While an input method composes, Enter chooses a candidate. Safari says so only by the key code 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };

  return (
    <form className="composer" onSubmit={submit}>
      <div className="composer-row">
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={texts.composerLabel}
          aria-describedby={`${ids.hint} ${ids.counter}`}
          aria-invalid={isTooLong}
          autoComplete="off"
          enterKeyHint="send"
          placeholder={placeholderOf(heard, isWithOfficer, texts)}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <AttachButton onSaid={setFileSaid} />
        <button type="submit" className="send" aria-label={texts.send} aria-disabled={!canSend}>
          <SendIcon />
        </button>
      </div>
      <span className="visually-hidden" id={ids.hint}>
        {texts.sendHint}
      </span>
      <FileSaidLine said={fileSaid} />
      <CharacterCounter id={ids.counter} count={count} length={length} />
    </form>
  );
}

function useLastHeard(): GoGlobalData {
  const [activities] = hooks.useActivities();
  return goglobalDataOf(lastHeard(activities) ?? {});
}

/** What is waited for: an answer to the form, a message to the officer, or a question. */
function placeholderOf({ progress }: GoGlobalData, isWithOfficer: boolean, texts: ChatTexts): string {
  if (isWithOfficer) return texts.officerPlaceholder;
  return progress === undefined ? texts.placeholder : (progress.hint ?? texts.answerPlaceholder);
}

/** A phone's keyboard would cover the answer that was just asked for. */
function hasScreenKeyboard(): boolean {
  return window.matchMedia('(pointer: coarse)').matches;
}
