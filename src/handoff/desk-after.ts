import type { Ticket } from '../domain/ticket.ts';

/**
 * The desk to ask when nobody at the present one accepts; undefined at the last. A case that was transferred out of
 * its chain goes to the chain's last desk, the duty desk.
 */
export function deskAfter({ desk, routing }: Pick<Ticket, 'desk' | 'routing'>): string | undefined {
  const chain = [routing.desk, ...routing.next];
  return chain.includes(desk) ? chain[chain.indexOf(desk) + 1] : chain.at(-1);
}
