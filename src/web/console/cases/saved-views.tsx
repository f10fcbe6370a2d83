import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link } from '../parts/link.tsx';
import { addressOf } from '../route.ts';
import { useTexts } from '../texts/use-texts.ts';

/** A name for a view with its filters. */
interface SavedView {
  readonly name: string;
  /** Query of the list's address. */
  readonly query: Readonly<Record<string, string>>;
}

const KEY = 'goglobal-console-views';
const MOST = 12;

/** Filters that an officer comes back to, by a name of their own. Kept in this browser: nobody else sees them. */
export function SavedViews({ current }: { readonly current: Readonly<Record<string, string>> }): ReactNode {
  const { texts } = useTexts();
  const words = texts.cases.savedViews;
  const [views, setViews] = useState(read);
  const [name, setName] = useState<string | null>(null);
  const query = Object.fromEntries(Object.entries(current).filter(([, value]) => value !== ''));
  const isSame = (one: SavedView['query']): boolean =>
    new URLSearchParams(one).toString() === new URLSearchParams(query).toString();
  const keep = (next: readonly SavedView[]): void => {
    setViews(next);
    write(next);
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const called = (name ?? '').trim();
    if (called === '') return;
    keep([...views.filter((view) => view.name !== called), { name: called, query }].slice(-MOST));
    setName(null);
  };
  return (
    <div className="saved-views">
      {views.length === 0 ? null : (
        <ul aria-label={words.list}>
          {views.map((view) => (
            <li key={view.name} className="label">
              <Link
                href={addressOf({ page: 'cases' }, view.query)}
                aria-current={isSame(view.query) ? 'page' : undefined}
              >
                {view.name}
              </Link>
              <button
                type="button"
                aria-label={words.remove(view.name)}
                onClick={() => keep(views.filter((each) => each !== view))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {name === null ? (
        views.some((view) => isSame(view.query)) ? null : (
          <Button variant="default" onClick={() => setName('')}>
            {words.save}
          </Button>
        )
      ) : (
        <form className="label-form" onSubmit={save}>
          <TextInput
            label={words.name}
            value={name}
            maxLength={40}
            autoFocus
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={name.trim() === ''}>
            {words.keep}
          </Button>
          <Button variant="default" onClick={() => setName(null)}>
            {texts.cancel}
          </Button>
        </form>
      )}
    </div>
  );
}

/** Nothing where the browser keeps nothing, or something else lies there. */
function read(): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(kept: unknown): kept is SavedView {
  if (typeof kept !== 'object' || kept === null) return false;
  const { name, query } = kept as Partial<SavedView>;
  return (
    typeof name === 'string' &&
    typeof query === 'object' &&
    Object.values(query).every((value) => typeof value === 'string')
  );
}

function write(views: readonly SavedView[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(views));
  } catch {
    // A browser that keeps nothing: they last as long as the page.
  }
}
