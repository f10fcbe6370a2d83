import type { Language } from '../domain/language.ts';
import type { Calibration } from '../retrieval/calibration.ts';
import { RETRIEVAL_WEIGHTS } from '../retrieval/weights.ts';
import type { Verdict } from './judge-answer.ts';
import { share, tableLines } from './print-table.ts';
import { type Summary, summarise, summariseBy } from './summary.ts';

interface Column {
  readonly name: string;
  readonly cell: (summary: Summary) => string;
}

interface TableForm {
  readonly caption: string;
  readonly asked: (summary: Summary) => number;
  readonly columns: readonly Column[];
}

const column = (name: string, cell: (summary: Summary) => number | string): Column => ({
  name,
  cell: (summary) => String(cell(summary)),
});

const TABLES: readonly TableForm[] = [
  {
    caption: 'Answerable questions (right = answered from an accepted article, or from a table row with every fact)',
    asked: ({ answerable }) => answerable.asked,
    columns: [
      column('right', ({ answerable: a }) => share(a.right, a.asked)),
      column('answered', ({ answerable: a }) => share(a.answered, a.asked)),
      column('right/answered', ({ answerable: a }) => share(a.right, a.answered)),
      column('offered', ({ answerable: a }) => share(a.offered, a.asked)),
      column('gold/offered', ({ answerable: a }) => share(a.offeredGold, a.offered)),
      column('declined', ({ answerable: a }) => share(a.declined, a.asked)),
    ],
  },
  {
    caption: 'Articles found (accepted article among the ranked)',
    asked: ({ ranked }) => ranked.asked,
    columns: [
      column('R@1', ({ ranked: r }) => share(r.at1, r.asked)),
      column('R@5', ({ ranked: r }) => share(r.at5, r.asked)),
      column('MRR', ({ ranked: r }) => share(r.reciprocal, r.asked)),
    ],
  },
  {
    caption: 'Must-facts in the words that were sent',
    asked: ({ facts }) => facts.asked,
    columns: [
      column('all', ({ facts: f }) => share(f.all, f.asked)),
      column('any', ({ facts: f }) => share(f.any, f.asked)),
    ],
  },
  {
    caption: 'Questions to refuse',
    asked: ({ refusable }) => refusable.asked,
    columns: [
      column('refused', ({ refusable: r }) => share(r.refused, r.asked)),
      column('offered', ({ refusable: r }) => share(r.offered, r.asked)),
      column('answered', ({ refusable: r }) => share(r.answered, r.asked)),
    ],
  },
  {
    caption: 'Small talk, and wishes for a person',
    asked: ({ social }) => social.asked,
    columns: [column('right', ({ social: s }) => share(s.right, s.asked))],
  },
  {
    caption: 'Every answer',
    asked: ({ questions }) => questions,
    columns: [
      column('citations', ({ citations }) => citations.given),
      column('dead', ({ citations }) => citations.dead),
      column('wrong language', ({ wrongLanguage }) => wrongLanguage),
    ],
  },
];

/** The whole report by language and by type; tables without questions are left out. */
export function reportLines(verdicts: readonly Verdict[]): string[] {
  const byLanguage = summariseBy(verdicts, ({ question, answer }) => question.language ?? answer.language);
  const byType = summariseBy(verdicts, ({ question }) => question.type).slice(0, -1);
  const whole = summarise(verdicts);
  return [
    ...TABLES.filter((form) => form.asked(whole) > 0).flatMap((form) =>
      tableLines(
        form.caption,
        ['', 'n', ...form.columns.map(({ name }) => name)],
        [...byLanguage, ...byType]
          .filter(([, summary]) => form.asked(summary) > 0)
          .map(([group, summary]) => [
            group,
            String(form.asked(summary)),
            ...form.columns.map(({ cell }) => cell(summary)),
          ]),
      ),
    ),
    ...statusLines(verdicts),
  ];
}

function statusLines(verdicts: readonly Verdict[]): string[] {
  const groups = Map.groupBy(verdicts, ({ answer }) => answer.status);
  const rows = [...groups].sort(([, a], [, b]) => b.length - a.length);
  return tableLines(
    'Statuses',
    ['', 'n', 'share'],
    rows.map(([status, group]) => [status, String(group.length), share(group.length, verdicts.length)]),
  );
}

/** The numbers that the decisions rest on: thresholds with their counts by language, and the frozen weights. */
export function settingsLines(calibrations: readonly (readonly [Language, Calibration | null])[]): string[] {
  const rows = calibrations.flatMap(([language, calibration]) => {
    if (calibration === null) return [];
    const { refuseBelow, answerFrom, likelyFrom, counts: c } = calibration;
    const row = [
      language,
      refuseBelow.toFixed(3),
      answerFrom.toFixed(3),
      likelyFrom.toFixed(3),
      String(c.inScope),
      share(c.answered, c.inScope),
      share(c.answeredRight, c.answered),
      share(c.likely, c.inScope),
      share(c.likelyAmongTwo, c.likely),
      share(c.offered, c.inScope),
      share(c.declined, c.inScope),
      String(c.outOfScope),
      share(c.outOfScopeAnswered, c.outOfScope),
      share(c.outOfScopeDeclined, c.outOfScope),
    ];
    return [row];
  });
  const header = [
    '',
    'refuse below',
    'answer from',
    'likely from',
    'in scope',
    'answered',
    'right',
    'likely',
    'one of two',
  ];
  return [
    ...tableLines(
      'Calibration on left-out example questions, and on out-of-scope questions',
      [...header, 'offered', 'declined', 'out of scope', 'answered', 'declined'],
      rows,
    ),
    '',
    `Weights ${JSON.stringify(RETRIEVAL_WEIGHTS)}`,
  ];
}

/** What went wrong, for the person who mends it. */
export function failureLines(verdicts: readonly Verdict[]): string[] {
  return verdicts.flatMap((verdict) => {
    const { question, answer, isRight, source, rank, factsFound, deadCitations, wrongLanguage } = verdict;
    const faults = [
      ...(isRight === false ? ['not right'] : []),
      ...(rank !== null && rank > 5 ? ['not found'] : []),
      ...(factsFound !== null && answer.status === 'answered' && factsFound < question.facts.length
        ? [`facts ${factsFound}/${question.facts.length}`]
        : []),
      ...deadCitations.map((dead) => `dead citation ${dead}`),
      ...(wrongLanguage === null ? [] : [wrongLanguage]),
    ];
    if (faults.length === 0) return [];
    const ranked = answer.evidence.articles.slice(0, 3).map(({ article }) => article);
    const history = question.history.map((said) => `${said} → `).join('');
    const expected = [question.expect ?? '', ...question.articles, JSON.stringify(question.facts)].join(' ');
    return [
      '',
      `${question.id} (${question.type}) ${history}${question.text}`,
      `  fault     ${faults.join('; ')}`,
      `  expected  ${expected}`,
      `  got       ${answer.status} ${source ?? ''} [${ranked.join(', ')}] ${answer.evidence.reason}`,
    ];
  });
}
