import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { CaseDetail, Draft } from '../../../console/cases/case-api.ts';
import { isOwnedByOfficer } from '../../../domain/ticket.ts';
import { post } from '../call.ts';
import { Problem } from '../parts/problem.tsx';
import type { CaseTexts } from '../texts/case-texts.en.ts';
import { useTexts } from '../texts/use-texts.ts';
import { CannedReplies } from './canned-replies.tsx';
import { usePeople } from './case-queries.ts';
import { mentionedIds, messageOf, type Words, withoutCitation } from './composer-words.ts';
import { FilePicker } from './file-picker.tsx';
import { MentionPicker } from './mention-picker.tsx';
import { useAct } from './use-act.ts';
import { WindowNotice } from './window-notice.tsx';

/** The visitor is told of typing at most this often. */
const TYPING_EVERY_MS = 3_000;

/** Writes to the visitor, or to colleagues only: two modes that do not look alike and keep their own words. */
export function Composer(props: {
  readonly detail: CaseDetail;
  readonly words: Words;
  readonly onWords: (words: Words) => void;
}): ReactNode {
  const { texts } = useTexts();
  const said = texts.cases.composer;
  const { detail, words, onWords } = props;
  const mode = words.mode;
  const field = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const [showsCanned, setShowsCanned] = useState(false);
  const [showsColleagues, setShowsColleagues] = useState(false);
  const people = usePeople(detail.id).data;
  const act = useAct();
  const typing = useTypingSign(detail.id);
  // Made when a message is first tried, and kept until it has arrived: a second try is not a second message.
  const attempt = useRef<{ readonly text: string; readonly id: string } | null>(null);
  const text = mode === 'reply' ? words.reply : words.note;
  const lock = mode === 'reply' ? lockOf(detail, said) : null;
  const { signature } = detail;
  const type = (next: string): void => {
    if (act.isSuccess) act.reset();
    onWords(mode === 'reply' ? { ...words, reply: next } : { ...words, note: next });
    if (mode === 'reply' && next.trim() !== '') typing();
  };
  const draft = useMutation({
    mutationFn: () => post<Draft>(`/cases/${encodeURIComponent(detail.id)}/draft`),
    onSuccess: ({ text: reply, citations }) => {
      onWords({ ...words, reply, citations, isDrafted: true });
      field.current?.focus();
    },
  });
  useEffect(() => {
    const { current } = field;
    if (current === null) return;
    // `auto` first, so that it shrinks as well; CSS says how far it may grow.
    current.style.height = 'auto';
    current.style.height = `${current.scrollHeight + 2}px`;
  }, [text, mode]);

  const send = (): void => {
    if (text.trim() === '' || act.isPending || lock !== null) return;
    if (mode === 'note') {
      const note = text.trim();
      act.mutate(
        {
          id: detail.id,
          command: { kind: 'note', text: note, mentions: mentionedIds(note, people ?? { officers: [] }) },
        },
        { onSuccess: () => onWords({ ...words, note: '' }) },
      );
      return;
    }
    const message = messageOf(words);
    if (attempt.current?.text !== message) attempt.current = { text: message, id: crypto.randomUUID() };
    act.mutate(
      { id: detail.id, command: { kind: 'write', id: attempt.current.id, text: message, signature } },
      {
        onSuccess: () => {
          attempt.current = null;
          onWords({ ...words, reply: '', citations: [], isDrafted: false });
        },
      },
    );
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // While an input method composes, keys are its own. Safari says so only by the key code 229.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === '/' && text === '' && mode === 'reply') {
      event.preventDefault();
      setShowsCanned(true);
    }
    if (event.key === '@' && mode === 'note' && beginsWord(event.currentTarget)) {
      event.preventDefault();
      setShowsColleagues(true);
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };
  const choose = (next: Words['mode']): void => {
    act.reset();
    setShowsCanned(false);
    setShowsColleagues(false);
    onWords({ ...words, mode: next });
  };
  const backToField = (): void => {
    setShowsCanned(false);
    field.current?.focus();
  };
  /** Where the cursor was; without a name, the @ alone, which may begin something else. */
  const mention = (name: string): void => {
    const { current } = field;
    const [from, to] = [current?.selectionStart ?? text.length, current?.selectionEnd ?? text.length];
    const written = name === '' ? '@' : `${beginsWordAt(text, from) ? '' : ' '}@${name} `;
    onWords({ ...words, note: `${text.slice(0, from)}${written}${text.slice(to)}` });
    setShowsColleagues(false);
    // When the new words stand in the field.
    setTimeout(() => {
      current?.focus();
      current?.setSelectionRange(from + written.length, from + written.length);
    });
  };
  return (
    <>
      {/* Its dialog has a form of its own. */}
      {mode === 'reply' && lock === null ? <WindowNotice detail={detail} /> : null}
      <form
        className={`composer-box composer-${mode}`}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          send();
        }}
      >
        <div className="composer-modes" role="group" aria-label={said.mode}>
          {(['reply', 'note'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={mode === each} onClick={() => choose(each)}>
              {said[each]}
            </button>
          ))}
        </div>
        {act.error === null ? null : <Problem error={act.error} />}
        {draft.error === null ? null : <Problem error={draft.error} />}
        {lock === null ? (
          <>
            {showsCanned ? (
              <CannedReplies
                caseId={detail.id}
                language={detail.language}
                onChoose={(reply) => {
                  onWords({ ...words, reply: words.reply === '' ? reply : `${words.reply}\n${reply}` });
                  backToField();
                }}
                onClose={backToField}
              />
            ) : null}
            {mode === 'note' && showsColleagues ? (
              <MentionPicker detail={detail} onChoose={mention} onClose={() => mention('')} />
            ) : null}
            {mode === 'reply' && words.isDrafted ? <p className="draft-notice">{said.draftNotice}</p> : null}
            <textarea
              ref={field}
              rows={1}
              value={text}
              lang={mode === 'reply' ? detail.language : undefined}
              aria-label={mode === 'reply' ? said.reply : said.note}
              aria-describedby={hintId}
              placeholder={mode === 'reply' ? said.replyPlaceholder : said.notePlaceholder}
              onChange={(event) => type(event.target.value)}
              onKeyDown={onKeyDown}
            />
            {mode === 'reply' && words.citations.length > 0 ? (
              <DraftSources words={words} onRemove={(mark) => onWords(withoutCitation(words, mark))} />
            ) : null}
            <div className="composer-actions">
              <Button type="submit" loading={act.isPending} disabled={text.trim() === ''}>
                {mode === 'reply' ? said.send : said.saveNote}
              </Button>
              {mode === 'reply' ? (
                <>
                  <Button variant="default" aria-expanded={showsCanned} onClick={() => setShowsCanned(!showsCanned)}>
                    {said.canned}
                  </Button>
                  <Button
                    variant="default"
                    loading={draft.isPending}
                    disabled={text.trim() !== ''}
                    title={text.trim() === '' ? undefined : said.draftReplaces}
                    onClick={() => draft.mutate()}
                  >
                    {said.draft}
                  </Button>
                </>
              ) : (
                <Button
                  variant="default"
                  aria-expanded={showsColleagues}
                  onClick={() => setShowsColleagues(!showsColleagues)}
                >
                  {texts.cases.mentions.name}
                </Button>
              )}
              {mode === 'reply' ? <FilePicker detail={detail} /> : null}
              <span className="composer-sent" role="status">
                {act.isSuccess ? (mode === 'reply' ? said.sent : said.noteSaved) : ''}
              </span>
            </div>
            {mode === 'reply' ? <p className="under">{said.signedAs(signature)}</p> : null}
            <p className="visually-hidden" id={hintId}>
              {mode === 'reply' ? `${said.signedAs(signature)} ${said.hint}` : said.noteHint}
            </p>
          </>
        ) : (
          <div className="composer-lock">
            <p>{lock}</p>
            {detail.may.includes('claim') ? (
              <Button
                loading={act.isPending}
                onClick={() =>
                  act.mutate({ id: detail.id, command: { kind: 'claim' } }, { onSuccess: () => act.reset() })
                }
              >
                {said.claim}
              </Button>
            ) : null}
          </div>
        )}
      </form>
    </>
  );
}

/** An @ within a word belongs to an address. */
function beginsWord({ value, selectionStart }: HTMLTextAreaElement): boolean {
  return beginsWordAt(value, selectionStart);
}

function beginsWordAt(text: string, at: number): boolean {
  return at === 0 || !/[\p{Script=Latin}\p{N}._-]/u.test(text[at - 1] ?? '');
}

/** Why nothing can be written to the visitor; null when it can. */
function lockOf(detail: CaseDetail, said: CaseTexts['composer']): string | null {
  if (detail.may.includes('write')) return null;
  if (detail.state === 'new') return said.lockedNew;
  if (!isOwnedByOfficer(detail.state)) return said.lockedEnded;
  return detail.isMine || detail.officer === null ? said.lockedMay : said.lockedOther(detail.officer);
}

function DraftSources(props: { readonly words: Words; readonly onRemove: (mark: number) => void }): ReactNode {
  const { texts } = useTexts();
  return (
    <div className="draft-sources">
      <p className="under">{texts.cases.composer.draftSources}</p>
      <ul>
        {props.words.citations.map(({ mark, title }) => (
          <li key={mark}>
            <label>
              <input type="checkbox" checked onChange={() => props.onRemove(mark)} /> [{mark}] {title}
            </label>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Tells the visitor that somebody is writing. It may fail; the message itself matters. */
function useTypingSign(id: string): () => void {
  const last = useRef(0);
  return () => {
    const now = Date.now();
    if (now - last.current < TYPING_EVERY_MS) return;
    last.current = now;
    post(`/cases/${encodeURIComponent(id)}/typing`).catch(() => undefined);
  };
}
