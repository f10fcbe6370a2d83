import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ArticleView, SectionCell, SectionRow } from '../../../console/api.ts';
import { LANGUAGE_SIGNS, type Language, SWITCH_ORDER } from '../../languages.ts';
import { FaultLines } from '../parts/fault-lines.tsx';
import { RichText } from '../parts/rich-text.tsx';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { useTexts } from '../texts/use-texts.ts';

/** The sections of all languages in rows, so that each stands beside its twins; tabs where there is no room. */
export function SectionColumns({ view }: { readonly view: ArticleView }): ReactNode {
  const { texts, language } = useTexts();
  const isNarrow = useIsNarrow();
  if (!isNarrow)
    return (
      <div className="columns">
        <div className="columns-head" aria-hidden="true">
          {SWITCH_ORDER.map((column) => (
            <span key={column}>{texts.languages[column]}</span>
          ))}
        </div>
        {view.sections.map((row) => (
          <div key={row.id} className="columns-row">
            <p className="section-id" lang="en">
              #{row.id}
            </p>
            {SWITCH_ORDER.map((column) => (
              <Cell key={column} row={row} column={column} />
            ))}
          </div>
        ))}
        <GeneralQuestions view={view} columns={SWITCH_ORDER} />
      </div>
    );
  return (
    <Tabs defaultValue={language} keepMounted={false} className="language-tabs">
      <Tabs.List grow>
        {SWITCH_ORDER.map((column) => (
          <Tabs.Tab key={column} value={column}>
            <span lang={column}>{LANGUAGE_SIGNS[column].sign}</span>
            <TabTrouble view={view} column={column} />
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {SWITCH_ORDER.map((column) => (
        <Tabs.Panel key={column} value={column}>
          {view.sections.map((row) => (
            <Cell key={row.id} row={row} column={column} />
          ))}
          <GeneralQuestions view={view} columns={[column]} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** How many places of this language need mending. */
function TabTrouble({ view, column }: { readonly view: ArticleView; readonly column: Language }): ReactNode {
  const places = view.sections.filter(({ cells }) => {
    const cell = cells[column];
    return cell === null || cell.faults.length > 0;
  }).length;
  return places === 0 ? null : <strong className="bad"> {places}</strong>;
}

function Cell({ row, column }: { readonly row: SectionRow; readonly column: Language }): ReactNode {
  const { texts } = useTexts();
  const cell = row.cells[column];
  if (cell === null)
    return (
      <div className="cell cell-bad">
        <p className="bad">
          {texts.article.missing} <code lang="en">#{row.id}</code>
        </p>
      </div>
    );
  return (
    <div className={cell.faults.length > 0 || cell.difference !== null ? 'cell cell-bad' : 'cell'}>
      <div lang={column}>
        <h3>{cell.heading}</h3>
        <RichText text={cell.text} />
      </div>
      <Difference cell={cell} />
      {cell.faults.length === 0 ? null : <FaultLines faults={cell.faults} />}
      <Questions cell={cell} column={column} />
    </div>
  );
}

/** Figures first: they are what contradicts. The fault that says the same in English stands below. */
function Difference({ cell: { difference } }: { readonly cell: SectionCell }): ReactNode {
  const { texts } = useTexts();
  if (difference === null) return null;
  const { missing, surplus } = difference;
  return (
    <p className="difference">
      <mark>{texts.article.figuresDiffer}</mark>{' '}
      {missing.length === 0 ? null : `${texts.article.missingFigures(missing.join(', '))} `}
      {surplus.length === 0 ? null : texts.article.surplusFigures(surplus.join(', '))}
    </p>
  );
}

function Questions({ cell, column }: { readonly cell: SectionCell; readonly column: Language }): ReactNode {
  const { texts } = useTexts();
  if (cell.questions.length === 0) return null;
  return (
    <details className="questions">
      <summary>
        {texts.article.questions} ({cell.questions.length})
      </summary>
      <ul lang={column}>
        {cell.questions.map((question) => (
          <li key={question}>{question}</li>
        ))}
      </ul>
    </details>
  );
}

function GeneralQuestions(props: { readonly view: ArticleView; readonly columns: readonly Language[] }): ReactNode {
  const { texts } = useTexts();
  const { generalQuestions } = props.view;
  if (props.columns.every((column) => generalQuestions[column].length === 0)) return null;
  return (
    <div className={props.columns.length > 1 ? 'columns-row' : undefined}>
      <p className="section-id">{texts.article.generalQuestions}</p>
      {props.columns.map((column) => (
        <ul key={column} lang={column} className="cell general-questions">
          {generalQuestions[column].map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      ))}
    </div>
  );
}
