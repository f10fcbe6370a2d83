import { type RefObject, useEffect, useRef } from 'react';

/** For a row that scrolls sideways on a phone: what is current in it is within sight whenever that changes. */
export function useShowCurrent<Row extends HTMLElement>(current: string): RefObject<Row | null> {
  const row = useRef<Row>(null);
  useEffect(() => {
    const item = current === '' ? null : row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current === null || item == null) return;
    const outer = row.current.getBoundingClientRect();
    const inner = item.getBoundingClientRect();
    // Only sideways: scrollIntoView would move the page as well.
    if (inner.left < outer.left || inner.right > outer.right)
      row.current.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }, [current]);
  return row;
}
