import { createContext, useContext } from 'react';

/** The token of the moment for the conversation that is shown. */
export const Token = createContext<() => string>(() => '');

export function useToken(): () => string {
  return useContext(Token);
}
