import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { BenchView } from '../../../console/api.ts';
import { isLanguage } from '../../languages.ts';
import { post } from '../call.ts';
import { PageHead } from '../parts/page-head.tsx';
import { Problem } from '../parts/problem.tsx';
import { useAddress } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';
import { BenchResult } from './bench-result.tsx';

/** A question as a visitor would ask it, and everything behind the answer. */
export function BenchPage(): ReactNode {
  const { texts } = useTexts();
  const { query } = useAddress();
  const given = query.get('question') ?? '';
  const [question, setQuestion] = useState(given);
  const [history, setHistory] = useState('');
  const [language, setLanguage] = useState('');
  const ask = useMutation({
    mutationFn: (asked: string) =>
      post<BenchView>('/bench', {
        question: asked,
        history: history
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean)
          .slice(-5),
        language: isLanguage(language) ? language : null,
      }),
  });
  const { mutate } = ask;
  // From the gap desk: the question comes with the address and is asked at once.
  useEffect(() => {
    if (given === '') return;
    setQuestion(given);
    mutate(given);
  }, [given, mutate]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (question.trim() !== '') mutate(question.trim());
  };
  return (
    <>
      <PageHead title={texts.bench.title} lead={texts.bench.lead} />
      <form onSubmit={submit} className="bench-form">
        <Textarea
          className="grow"
          label={texts.bench.question}
          value={question}
          onChange={(event) => setQuestion(event.currentTarget.value)}
          onKeyDown={(event) => {
            // As in the chat: Enter asks, unless an input method is still composing.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            submit(event);
          }}
          rows={2}
          maxLength={2000}
          required
          withAsterisk={false}
        />
        <details>
          <summary>{texts.bench.history}</summary>
          <Textarea
            aria-label={texts.bench.history}
            value={history}
            onChange={(event) => setHistory(event.currentTarget.value)}
            rows={3}
          />
        </details>
        <div className="bench-actions">
          <NativeSelect
            label={texts.bench.language}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value)}
            data={[
              { value: '', label: texts.anyLanguage },
              { value: 'zh-Hans', label: texts.languages['zh-Hans'] },
              { value: 'zh-Hant', label: texts.languages['zh-Hant'] },
              { value: 'en', label: texts.languages.en },
            ]}
          />
          <Button type="submit" loading={ask.isPending}>
            {texts.bench.go}
          </Button>
        </div>
      </form>
      {ask.error === null ? null : <Problem error={ask.error} />}
      {ask.data === undefined ? (
        ask.isIdle ? (
          <div className="empty">
            <p>{texts.bench.empty}</p>
          </div>
        ) : null
      ) : (
        <BenchResult view={ask.data} />
      )}
    </>
  );
}
