// @types/react comes with Web Chat, @types/react-dom does not; this is the one function in use.
declare module 'react-dom/client' {
  import type { ReactNode } from 'react';
  export function createRoot(container: Element): { render(children: ReactNode): void; unmount(): void };
}
