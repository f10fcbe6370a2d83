import type { Assistant } from '../../assistant.ts';
import type { Desk } from '../../domain/desk.ts';
import type { Language, LocalizedText } from '../../domain/language.ts';
import type { Slots } from '../../domain/slots.ts';
import type { WorkingCalendar } from '../../domain/working-time.ts';
import type { HandoffParts } from '../../handoff/handoff-parts.ts';
import { checkRouting } from '../../leads/check-routing.ts';
import { DUTY_DESK, desksOf } from '../../leads/desks-of.ts';
import { readCalendar } from '../../leads/read-calendar.ts';
import { type RoutingRules, readRouting } from '../../leads/read-routing.ts';
import { readScoring } from '../../leads/read-scoring.ts';
import { routeLead } from '../../leads/route-lead.ts';
import { refuseFaults } from '../../leads/rule-fault.ts';
import { scoreLead } from '../../leads/score-lead.ts';

/** The form that leads to a case, as in dialogs/. */
export const LEAD_DIALOG = 'qualify-lead';

type Knowing = Pick<Assistant, 'dialogs' | 'knowledge' | 'holidays'>;

/** Where cases go, when officers work, and what a form may be told beforehand. */
export interface CaseRules {
  readonly routing: RoutingRules;
  readonly calendar: WorkingCalendar;
  readonly desks: () => readonly Desk[];
  readonly deskOf: (id: string) => Desk | undefined;
  /** The duty desk's for a desk that was taken out of the routing since. */
  readonly deskName: (id: string) => LocalizedText;
  readonly route: HandoffParts['route'];
}

/**
 * dialogs/scoring.yaml, routing.yaml and the holidays, checked: without them no case can be promised anything. Desks are
 * made once for every version of the knowledge.
 */
export async function readCaseRules({ dialogs, knowledge, holidays }: Knowing): Promise<CaseRules> {
  const scoring = readScoring(await dialogs.read('scoring.yaml'));
  const content = await dialogs.read('routing.yaml');
  const routing = readRouting(content, scoring.roughUsdRates);
  const { tables, lexicon } = knowledge();
  refuseFaults(
    checkRouting(content, {
      tables,
      terms: new Set(lexicon.map(({ id }) => id)),
      sectors: sectorsOf(dialogs),
      roughUsdRates: scoring.roughUsdRates,
    }),
  );
  const calendar = readCalendar(routing.hours, await holidays());
  const deskTable = oncePer(
    () => knowledge().tables,
    (now) => new Map(desksOf(routing, now).map((desk) => [desk.id, desk])),
  );
  const deskOf = (id: string) => deskTable().get(id);
  return {
    routing,
    calendar,
    desks: oncePer(deskTable, (table) => [...table.values()]),
    deskOf,
    deskName: (id) => deskOf(id)?.name ?? routing.duty.name,
    route: (fields: Slots, language: Language) => {
      const lead = scoreLead(scoring, fields);
      const routed = routeLead(routing, fields, language, knowledge().tables, lead.band);
      const desk = deskOf(routed.desk) ?? deskOf(DUTY_DESK);
      if (desk === undefined) throw new Error('there is always a duty desk');
      return { routing: routed, lead, desk };
    },
  };
}

function sectorsOf({ forms }: Knowing['dialogs']): readonly string[] {
  const form = forms.dialogs.get(LEAD_DIALOG);
  return form?.slots['sector']?.options.map(({ value }) => value) ?? [];
}

/** Made again only when what it is made of is another object. */
function oncePer<Source extends object, Made>(source: () => Source, make: (source: Source) => Made): () => Made {
  let last: { readonly source: Source; readonly made: Made } | undefined;
  return () => {
    const now = source();
    if (last?.source !== now) last = { source: now, made: make(now) };
    return last.made;
  };
}
