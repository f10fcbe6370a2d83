import type { ReactNode } from 'react';

/** A sentence that must not be overlooked. */
export function Note({
  tone,
  role,
  children,
}: {
  readonly tone: 'good' | 'warn' | 'bad' | 'plain';
  readonly role?: 'alert' | 'status';
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={`note note-${tone}`} role={role}>
      {children}
    </div>
  );
}
