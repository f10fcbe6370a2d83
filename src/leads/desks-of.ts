import type { Desk } from '../domain/desk.ts';
import type { LocalizedText } from '../domain/language.ts';
import type { Tables } from '../domain/tables.ts';
import type { RoutingRules } from './read-routing.ts';

/** Id of the desk that takes what nobody else takes. */
export const DUTY_DESK = 'duty';

/** Tables that desks are built from. */
export type DeskTables = Pick<Tables, 'agencies' | 'mainlandOffices' | 'overseasOffices' | 'provinces' | 'markets'>;

/** Every desk: Mainland offices, overseas offices, the agencies that routing.yaml names, and duty last. An id of a desk is the body's. */
export function desksOf(
  { kinds, agencies, duty, assign }: Pick<RoutingRules, 'kinds' | 'agencies' | 'duty' | 'assign'>,
  tables: DeskTables,
): readonly Desk[] {
  const assignmentOf = (id: string) => ({
    assign: assign.desks[id] ?? assign.usual,
    offerMinutes: assign.offerMinutes,
  });
  const deskOf =
    (kind: keyof typeof kinds) =>
    ({ id, name }: { readonly id: string; readonly name: LocalizedText }): Desk => ({
      id,
      name,
      body: id,
      ...kinds[kind],
      ...assignmentOf(id),
    });
  return [
    ...tables.mainlandOffices.map(deskOf('mainland-office')),
    ...tables.overseasOffices.map(deskOf('overseas-office')),
    ...tables.agencies.filter(({ id }) => agencies.includes(id)).map(deskOf('agency')),
    { id: DUTY_DESK, name: duty.name, body: null, ...kinds.duty, ...assignmentOf(DUTY_DESK) },
  ];
}
