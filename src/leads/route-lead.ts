import type { Desk } from '../domain/desk.ts';
import { inAll, type Language, type LocalizedText } from '../domain/language.ts';
import type { LeadBand, Routing } from '../domain/lead.ts';
import type { Slots } from '../domain/slots.ts';
import { holds } from './condition.ts';
import { type DeskTables, DUTY_DESK, desksOf } from './desks-of.ts';
import { officeOfProvince, officesOfMarkets } from './offices-for.ts';
import type { RoutingRule, RoutingRules } from './read-routing.ts';

/** A rule that holds, with the desks it leads to. */
interface Match {
  readonly rule: RoutingRule;
  readonly desks: readonly Desk[];
  readonly place: LocalizedText | null;
}

/**
 * Which desk a case goes to. The first rule that holds decides. `next` are the desks of the rules after it, cut to what
 * the file allows but with the last of them (the co-ordinator) kept, and then duty. Desks that do not exist are passed
 * over. `language` is the conversation's; `band` that of the score.
 */
export function routeLead(
  rules: RoutingRules,
  slots: Slots,
  language: Language,
  tables: DeskTables,
  band: LeadBand,
): Routing {
  const desks = new Map(desksOf(rules, tables).map((desk) => [desk.id, desk]));
  const facts = { ...slots, language, band };
  const matches = rules.rules.flatMap((rule): Match[] => {
    if (rule.when !== null && !holds(rule.when, facts, rules.roughUsdRates)) return [];
    const coverage = coverageOf(rule, slots, tables);
    const found = (coverage?.offices ?? rule.desks).flatMap((id) => desks.get(id) ?? []);
    return found.length === 0 ? [] : [{ rule, desks: found, place: coverage?.place ?? null }];
  });
  const chain = chainOf(matches, rules.askAtMost);
  const [first] = matches;
  const [desk = DUTY_DESK, ...next] = chain;
  if (first === undefined) return { desk, next, rule: DUTY_DESK, reason: rules.duty.reason };
  return { desk, next, rule: first.rule.id, reason: reasonOf(first) };
}

function coverageOf({ officeOf }: RoutingRule, slots: Slots, tables: DeskTables) {
  switch (officeOf) {
    case 'province':
      return officeOfProvince(slots, tables);
    case 'markets':
      return officesOfMarkets(slots, tables);
    case null:
      return null;
  }
}

function chainOf(matches: readonly Match[], atMost: number): readonly string[] {
  const asked = [...new Set(matches.flatMap(({ desks }) => desks.map(({ id }) => id)))].filter(
    (id) => id !== DUTY_DESK,
  );
  const kept = asked.length <= atMost ? asked : [...asked.slice(0, atMost - 1), ...asked.slice(-1)];
  return isDutyFirst(matches) ? [DUTY_DESK] : [...kept, DUTY_DESK];
}

/** A rule may send to duty itself: nobody comes after it. */
function isDutyFirst([first]: readonly Match[]): boolean {
  return first?.desks[0]?.id === DUTY_DESK;
}

function reasonOf({ rule, desks: [desk], place }: Match): LocalizedText {
  const fill = (language: Language) => {
    const values: Readonly<Record<string, string | undefined>> = {
      desk: desk?.name[language],
      province: place?.[language],
      market: place?.[language],
    };
    return rule.reason[language].replace(/\{(\w+)\}/gu, (braces, name: string) => values[name] ?? braces);
  };
  return inAll(fill);
}
