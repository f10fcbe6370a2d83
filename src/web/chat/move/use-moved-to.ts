import { useEffect, useState } from 'react';
import type { ChatAdapter } from '../connection/direct-line-types.ts';

/** The app in which the conversation of this page goes on; undefined while it is here. */
export function useMovedTo(adapter: ChatAdapter | undefined): string | undefined {
  const [moved, setMoved] = useState<{ readonly adapter: ChatAdapter; readonly to: string }>();
  useEffect(() => {
    if (adapter === undefined) return undefined;
    const subscription = adapter.activity$.subscribe(({ type, name, value }) => {
      if (type !== 'event' || name !== 'goglobal.moved') return;
      const { to } = (value ?? {}) as { readonly to?: unknown };
      setMoved({ adapter, to: typeof to === 'string' ? to : '' });
    });
    return () => subscription.unsubscribe();
  }, [adapter]);
  // What was heard of another conversation says nothing of this one.
  return moved?.adapter === adapter ? moved?.to : undefined;
}
