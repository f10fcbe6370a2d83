import type { Inputs } from '../domain/asked-input.ts';
import type { Calculation, Calculator, CitedRow, WorkingLine } from '../domain/calculation.ts';
import type { Language, LocalizedText } from '../domain/language.ts';
import type { Scheme } from '../domain/schemes.ts';
import type { Tables } from '../domain/tables.ts';
import { evaluateScheme, type SchemeEvaluation, type Verdict } from './evaluate-scheme.ts';
import { isSpoken } from './spoken-row.ts';
import { day, line, money, text } from './working-line.ts';

/** Without a scheme named, only what many of them need is asked. */
const ASKED_WHEN_SHARED_BY = 3;
/** Schemes told about when none was named. */
const TOLD = 6;
const ORDER: readonly Verdict[] = ['may-qualify', 'unknown', 'does-not-qualify', 'not-open'];

/** Which schemes may be open to a visitor, with reasons and what is still unknown. */
export const schemeFinder: Calculator = {
  missing: (inputs, tables, today) => {
    const evaluations = candidatesOf(inputs, tables).map((scheme) => evaluateScheme(scheme, inputs, today));
    const open = evaluations.filter(({ verdict }) => verdict === 'may-qualify' || verdict === 'unknown');
    const wanted = open.flatMap(({ scheme }) => scheme.criteria.map(({ asked }) => asked.id));
    const isNamed = namesOf(inputs).length > 0;
    const next = wanted.find(
      (id) =>
        inputs[id] === undefined && (isNamed || wanted.filter((other) => other === id).length >= ASKED_WHEN_SHARED_BY),
    );
    return next ?? null;
  },
  calculate: (inputs, tables, today) => {
    const evaluations = candidatesOf(inputs, tables)
      .map((scheme) => evaluateScheme(scheme, inputs, today))
      .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
    const told = namesOf(inputs).length > 0 ? evaluations : evaluations.slice(0, TOLD);
    const [first] = told;
    if (first === undefined) return null;
    const may = told.filter(({ verdict }) => verdict === 'may-qualify');
    const calculation: Calculation = {
      inputs: [],
      steps: told.flatMap((evaluation) => [verdictLine(evaluation), ...detailLines(evaluation)]),
      result: [line(may.length > 0 ? 'schemes.some' : 'schemes.none')],
      notes: told.some(({ scheme }) => !scheme.mainlandParent) ? [line('schemes.parent')] : [],
      isInOrder: false,
      confirms: first.scheme.body,
      articles: [...new Set(told.flatMap(({ scheme }) => scheme.article ?? []))],
    };
    return calculation;
  },
};

function namesOf(inputs: Inputs): string[] {
  const named = inputs['schemes'];
  return typeof named === 'string' ? named.split(' ').filter((id) => id !== '') : [];
}

/** The schemes that were named; else those that give money or cover. */
function candidatesOf(inputs: Inputs, tables: Tables): Scheme[] {
  const names = namesOf(inputs);
  return tables.schemes
    .filter((scheme) => isSpoken(scheme))
    .filter(({ id, kind, status }) =>
      names.length > 0 ? names.includes(id) : ['grant', 'guarantee', 'insurance'].includes(kind) && status === 'open',
    );
}

function verdictLine({ scheme, verdict, passed, failed, unknown }: SchemeEvaluation): WorkingLine {
  const open = unknown.map((part) => ('question' in part ? part.question : part));
  const figures = {
    scheme: text(scheme.name),
    because: text(joined(verdict === 'does-not-qualify' ? failed : passed)),
    open: text(joined(open)),
  };
  const key = {
    'may-qualify': open.length > 0 ? 'schemes.mayUnknown' : 'schemes.may',
    unknown: 'schemes.unknown',
    'does-not-qualify': 'schemes.doesNot',
    'not-open': `schemes.status.${scheme.status}`,
  }[verdict];
  return line(key, figures, [citedScheme(scheme)]);
}

/** What it gives and how to apply, where it may be open. */
function detailLines({ scheme, verdict }: SchemeEvaluation): WorkingLine[] {
  if (verdict !== 'may-qualify' && verdict !== 'unknown') return [];
  const { support, ceiling, deadline, howToApply, status } = scheme;
  const row = [citedScheme(scheme)];
  const lines = [
    ...(support === null ? [] : [line('schemes.detail', { detail: text(support) }, row)]),
    ...(ceiling === null
      ? []
      : [line('schemes.ceiling', { amount: money(ceiling.value, ceiling.currency), per: text(ceiling.per) }, row)]),
    ...(deadline === null ? [] : [line('schemes.deadline', { day: day(deadline) }, row)]),
    ...(status === 'unclear' ? [line('schemes.unclear', {}, row)] : []),
    ...(howToApply === null ? [] : [line('schemes.detail', { detail: text(howToApply) }, row)]),
  ];
  return lines.map((detail) => ({ ...detail, isDetail: true }));
}

function citedScheme(scheme: Scheme): CitedRow {
  return { id: scheme.id, title: scheme.name, row: scheme };
}

/** Clauses side by side. */
function joined(parts: readonly LocalizedText[]): LocalizedText {
  const join = (language: Language, mark: string) =>
    parts.map((part) => part[language].replace(/[?？]$/u, '')).join(mark);
  return { en: join('en', '; '), 'zh-Hant': join('zh-Hant', '；'), 'zh-Hans': join('zh-Hans', '；') };
}
