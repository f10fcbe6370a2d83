import { type ReactNode, useId } from 'react';
import { Link } from '../parts/link.tsx';
import { useTexts } from '../texts/use-texts.ts';

/** So many empty bars are still looked at one by one. */
const MOST_EMPTY = 3;

export interface Bar {
  readonly label: string;
  readonly count: number;
  /** How many of them are late. */
  readonly late: number;
  /** null: it counts no cases. */
  readonly href: string | null;
}

/**
 * Bars with their numbers beside them, each a way to the cases it counts; the table behind opens below. `fold` says what
 * bars that count nothing are when they are many: they stand behind it.
 */
export function BarChart({
  title,
  bars,
  fold,
}: {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly fold?: (count: number) => string;
}): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.board;
  const id = useId();
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const empty = bars.filter(({ count }) => count === 0);
  const folded = fold !== undefined && empty.length > MOST_EMPTY ? empty : [];
  return (
    <section className="panel bars" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {bars.length === 0 ? <p className="quiet">{words.nothing}</p> : null}
      <Rows bars={folded.length === 0 ? bars : bars.filter(({ count }) => count > 0)} most={most} />
      {folded.length === 0 ? null : (
        <details>
          <summary>{fold?.(folded.length)}</summary>
          <Rows bars={folded} most={most} />
        </details>
      )}
      {bars.length === 0 ? null : (
        <details>
          <summary>{words.table}</summary>
          <table className="data compact">
            <thead>
              <tr>
                <th scope="col">{words.group}</th>
                <th scope="col" className="number">
                  {words.cases}
                </th>
                <th scope="col" className="number">
                  {words.late}
                </th>
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.label}>
                  <th scope="row">{bar.label}</th>
                  <td className="number">{bar.count}</td>
                  <td className="number">{bar.late}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}

function Rows({ bars, most }: { readonly bars: readonly Bar[]; readonly most: number }): ReactNode {
  return (
    <ul>
      {bars.map((bar) => (
        <li key={bar.label}>
          {bar.href === null ? (
            <span className="bar-row">
              <Row bar={bar} most={most} />
            </span>
          ) : (
            <Link href={bar.href} className="bar-row">
              <Row bar={bar} most={most} />
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function Row({ bar, most }: { readonly bar: Bar; readonly most: number }): ReactNode {
  const words = useTexts().texts.cases.board;
  return (
    <>
      <span className="bar-label">{bar.label}</span>
      <span className="bar-count">{words.withLate(bar.count, bar.late)}</span>
      <span className="bar-track" aria-hidden="true">
        <span className="bar-late" style={{ width: `${(bar.late / most) * 100}%` }} />
        <span className="bar-rest" style={{ width: `${((bar.count - bar.late) / most) * 100}%` }} />
      </span>
    </>
  );
}
