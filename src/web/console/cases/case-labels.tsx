import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { CaseDetail } from '../../../console/cases/case-api.ts';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { useAct } from './use-act.ts';

export function CaseLabels({ detail }: { readonly detail: CaseDetail }): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.case;
  const id = useId();
  const act = useAct();
  const [typed, setTyped] = useState('');
  const mayLabel = detail.may.includes('label');
  // Shown at once: a label harms nobody, and a refusal puts the old ones back.
  const labels = act.isPending && act.variables.command.kind === 'label' ? act.variables.command.labels : detail.labels;
  const set = (next: readonly string[]): void =>
    act.mutate({ id: detail.id, command: { kind: 'label', labels: [...new Set(next)] } });
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const label = typed.trim();
    if (label === '') return;
    set([...labels, label]);
    setTyped('');
  };
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{words.labels}</h2>
      {act.error === null ? null : <Problem error={act.error} />}
      {labels.length === 0 ? (
        <p className="quiet">{words.noLabels}</p>
      ) : (
        <ul className="case-labels">
          {labels.map((label) => (
            <li key={label} className="label">
              {label}
              {mayLabel ? (
                <button
                  type="button"
                  aria-label={words.removeLabel(label)}
                  onClick={() => set(labels.filter((each) => each !== label))}
                >
                  ×
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {mayLabel ? (
        <form className="label-form" onSubmit={add}>
          <TextInput
            className="grow"
            label={words.addLabel}
            value={typed}
            maxLength={40}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={typed.trim() === ''}>
            {words.add}
          </Button>
        </form>
      ) : null}
    </section>
  );
}
