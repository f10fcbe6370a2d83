import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import type { CaseDetail, CaseField, RevealedField } from '../../../console/cases/case-api.ts';
import { dayInWords } from '../../../domain/day-in-words.ts';
import { post } from '../call.ts';
import { Problem } from '../parts/problem.tsx';
import { useTexts } from '../texts/use-texts.ts';
import { CaseLabels } from './case-labels.tsx';
import { dayKey } from './hong-kong-time.ts';

/** What is known: the fields that the visitor agreed to send, why the case is worth its score, why it came here. */
export function CaseBrief({ detail }: { readonly detail: CaseDetail }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.case;
  const id = useId();
  return (
    <div className="case-brief">
      <section aria-labelledby={`${id}-fields`}>
        <h2 id={`${id}-fields`}>{words.fields}</h2>
        {detail.summary === '' ? null : (
          <p className="plain-text" lang={detail.language}>
            {detail.summary}
          </p>
        )}
        {detail.fields.length === 0 ? (
          <p className="quiet">{words.noFields}</p>
        ) : (
          <dl className="brief-fields">
            {detail.fields.map((field) => (
              <Field key={field.slot} caseId={detail.id} field={field} />
            ))}
          </dl>
        )}
        {detail.fields.some(({ isMasked }) => isMasked) ? <p className="under">{words.revealHint}</p> : null}
        <p className="under">
          {words.consent(detail.consent.version, dayInWords(dayKey(detail.consent.at), language))}
        </p>
      </section>
      <section aria-labelledby={`${id}-score`}>
        <h2 id={`${id}-score`}>
          {words.score} {detail.score} · {texts.cases.bands[detail.band]}
        </h2>
        {detail.scoreReasons.length === 0 ? (
          <p className="quiet">{words.noReasons}</p>
        ) : (
          <ul className="score-reasons">
            {detail.scoreReasons.map(({ rule, points, text }) => (
              <li key={rule}>
                <span className="score">{words.points(points)}</span> <span>{text[language]}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby={`${id}-routing`}>
        <h2 id={`${id}-routing`}>{words.routing}</h2>
        <p>{detail.routingReason[language]}</p>
      </section>
      <CaseLabels detail={detail} />
    </div>
  );
}

/** A personal value is fetched when it is asked for, and forgotten when the page is left. */
function Field({ caseId, field }: { readonly caseId: string; readonly field: CaseField }): ReactNode {
  const { texts, language } = useTexts();
  const words = texts.cases.case;
  const reveal = useMutation({
    mutationFn: () => post<RevealedField>(`/cases/${encodeURIComponent(caseId)}/reveal`, { slot: field.slot }),
    gcTime: 0,
  });
  const label = field.label[language];
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {field.isWithheld ? (
          <span className="quiet">{words.withheld}</span>
        ) : field.isMasked && reveal.data === undefined ? (
          <span className="masked">
            <span>
              <span aria-hidden="true">{field.shown[language]}</span>
              <span className="visually-hidden">{words.masked}</span>
            </span>
            <Button
              variant="default"
              loading={reveal.isPending}
              aria-label={words.revealOf(label)}
              onClick={() => reveal.mutate()}
            >
              {words.reveal}
            </Button>
          </span>
        ) : (
          <span className="plain-text" role={field.isMasked ? 'status' : undefined}>
            {(reveal.data ?? field).shown[language]}
          </span>
        )}
        {reveal.error === null ? null : <Problem error={reveal.error} />}
      </dd>
    </div>
  );
}
