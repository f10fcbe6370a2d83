import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { Language } from '../../languages.ts';
import { Loading } from '../parts/loading.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { usePeople } from './case-queries.ts';

/** Prepared sentences in the visitor's language. Arrow keys move, Enter takes, Escape leaves. */
export function CannedReplies(props: {
  readonly caseId: string;
  readonly language: Language;
  readonly onChoose: (text: string) => void;
  readonly onClose: () => void;
}): ReactNode {
  const { texts, language } = useTexts();
  const said = texts.cases.composer;
  const people = usePeople(props.caseId);
  const [search, setSearch] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const wanted = search.trim().toLowerCase();
  const replies = (people.data?.cannedReplies ?? []).filter((reply) =>
    [reply.title[language], reply.text[props.language]].some((words) => words.toLowerCase().includes(wanted)),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      props.onClose();
      return;
    }
    const [first] = replies;
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      // Within the composer's form: Enter in this field must not send.
      event.preventDefault();
      if (first !== undefined) props.onChoose(first.text[props.language]);
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const stops = [...(box.current?.querySelectorAll<HTMLElement>('input, li button') ?? [])];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    stops[Math.min(Math.max(at + (event.key === 'ArrowDown' ? 1 : -1), 0), stops.length - 1)]?.focus();
  };
  return (
    <div className="canned" ref={box} onKeyDown={onKeyDown} role="group" aria-label={said.canned}>
      <div className="canned-head">
        <TextInput
          className="grow"
          label={said.cannedSearch}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          autoFocus
        />
        <Button variant="subtle" onClick={props.onClose}>
          {texts.close}
        </Button>
      </div>
      {people.error === null ? null : <Problem error={people.error} onRetry={() => void people.refetch()} />}
      {people.isPending ? <Loading /> : null}
      {people.data !== undefined && replies.length === 0 ? <p className="quiet">{said.noCanned}</p> : null}
      <ul>
        {replies.map((reply) => (
          <li key={reply.id}>
            <button type="button" onClick={() => props.onChoose(reply.text[props.language])}>
              <span className="canned-title">{reply.title[language]}</span>
              <span className="under" lang={props.language}>
                {reply.text[props.language]}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
