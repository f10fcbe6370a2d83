import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { CaseDetail, CaseTemplate } from '../../../console/cases/case-api.ts';
import { get, post } from '../call.ts';
import { Loading } from '../parts/loading.tsx';
import { ModalDialog } from '../parts/modal-dialog.tsx';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { CASES_KEY, caseKey } from './case-queries.ts';

/** A message that the app approved: chosen, its gaps filled, read once more, sent. */
export function TemplateDialog(props: {
  readonly detail: CaseDetail;
  readonly onSent: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.window;
  const { id } = props.detail;
  const templates = useQuery({
    queryKey: [...caseKey(id), 'templates'],
    queryFn: () => get<readonly CaseTemplate[]>(`/cases/${encodeURIComponent(id)}/templates`),
    staleTime: 60_000,
  });
  return (
    <ModalDialog title={words.choose} lead={words.lead} onClose={props.onClose}>
      {templates.error === null ? null : <Problem error={templates.error} onRetry={() => void templates.refetch()} />}
      {templates.data === undefined ? (
        templates.isPending ? (
          <Loading />
        ) : null
      ) : templates.data.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <TemplateForm {...props} templates={templates.data} />
      )}
    </ModalDialog>
  );
}

function TemplateForm(props: {
  readonly detail: CaseDetail;
  readonly templates: readonly CaseTemplate[];
  readonly onSent: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.window;
  const queries = useQueryClient();
  const { detail, templates } = props;
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      templates.findIndex((one) => isIn(one.language, detail.language)),
    ),
  );
  const [values, setValues] = useState<readonly string[]>([]);
  // Kept until it has arrived: a second try is not a second message.
  const attempt = useRef<string>(crypto.randomUUID());
  const template = templates[at];
  const gaps = gapsOf(template?.text ?? '');
  const send = useMutation({
    mutationFn: () =>
      post<CaseDetail>(`/cases/${encodeURIComponent(detail.id)}/template`, {
        id: attempt.current,
        name: template?.name,
        language: template?.language,
        values: gaps.map((_, index) => values[index]?.trim() ?? ''),
      }),
    onSuccess: (next) => {
      queries.setQueryData(caseKey(detail.id), next);
      void queries.invalidateQueries({ queryKey: [CASES_KEY, 'page'] });
      props.onSent();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate();
  };
  const change = (): void => {
    send.reset();
    // Other words are another message.
    attempt.current = crypto.randomUUID();
  };
  return (
    <form className="form" onSubmit={submit}>
      {send.error === null ? null : <Problem error={send.error} />}
      <NativeSelect
        label={words.template}
        value={String(at)}
        onChange={(event) => {
          setAt(Number(event.currentTarget.value));
          setValues([]);
          change();
        }}
        data={templates.map(({ name, language }, index) => ({
          value: String(index),
          label: `${name.replaceAll('_', ' ')} (${language})`,
        }))}
      />
      {gaps.map((gap, index) => (
        <TextInput
          key={`${at} ${gap}`}
          label={words.gap(index + 1)}
          lang={detail.language}
          maxLength={500}
          required
          withAsterisk={false}
          value={values[index] ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setValues((known) => gaps.map((_, place) => (place === index ? value : (known[place] ?? ''))));
            change();
          }}
        />
      ))}
      <div>
        <p className="under" id="template-preview">
          {words.preview}
        </p>
        <blockquote className="template-preview" aria-labelledby="template-preview" lang={tagOf(template?.language)}>
          {filled(template?.text ?? '', gaps, values)}
        </blockquote>
      </div>
      <div className="form-actions">
        <Button type="submit" loading={send.isPending}>
          {words.send}
        </Button>
        <Button variant="default" onClick={props.onClose}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}

/** The different gaps, in the order of their numbers: that is how the app takes the values. */
function gapsOf(text: string): readonly string[] {
  const found = new Set(text.match(/\{\{\d+\}\}/gu));
  return [...found].toSorted((one, other) => Number(one.slice(2, -2)) - Number(other.slice(2, -2)));
}

function filled(text: string, gaps: readonly string[], values: readonly string[]): string {
  return text.replaceAll(/\{\{\d+\}\}/gu, (gap) => {
    const value = values[gaps.indexOf(gap)]?.trim() ?? '';
    return value === '' ? '…' : value;
  });
}

/** zh_HK and zh_TW are written as in Hong Kong, zh_CN as on the Mainland. */
function isIn(tag: string, language: CaseDetail['language']): boolean {
  if (language === 'en') return tag.startsWith('en');
  return language === 'zh-Hans' ? tag === 'zh_CN' : tag === 'zh_HK' || tag === 'zh_TW';
}

function tagOf(tag: string | undefined): string | undefined {
  return tag?.replaceAll('_', '-');
}
