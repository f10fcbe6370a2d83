import { createContext, useContext } from 'react';
import type { ChatAdapter } from '../connection/direct-line-types.ts';

export const Retract = createContext<ChatAdapter['retract']>(() => undefined);

export function useRetract(): ChatAdapter['retract'] {
  return useContext(Retract);
}
