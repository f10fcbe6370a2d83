import { LANGUAGES } from '../domain/language.ts';
import { LEAD_BANDS } from '../domain/lead.ts';
import { checkCondition } from './check-conditions.ts';
import type { RoughRates } from './condition.ts';
import { type DeskTables, desksOf } from './desks-of.ts';
import { LEAD_SLOTS } from './lead-slots.ts';
import { ROUTING_FILE, type RoutingRules, routingSchema } from './read-routing.ts';
import { faultsOfIssues, type RuleFault } from './rule-fault.ts';

/** The conversation's language and the band of the score may be asked for like slots. */
const ROUTING_SLOTS = { ...LEAD_SLOTS, language: LANGUAGES, band: LEAD_BANDS };

const LEAD_NEEDS = LEAD_SLOTS['needs'] ?? [];

/** What routing.yaml may name. */
interface Known {
  readonly tables: DeskTables;
  /** Values of the form's slot «sector». */
  readonly sectors: readonly string[];
  /** Ids of the lexicon's terms and of whatever else a message may name. */
  readonly terms: ReadonlySet<string>;
  /** Of scoring.yaml. */
  readonly roughUsdRates: RoughRates;
}

/** Everything an editor has to mend in dialogs/routing.yaml. */
export function checkRouting(content: unknown, known: Known): readonly RuleFault[] {
  const parsed = routingSchema.safeParse(content);
  if (!parsed.success) return faultsOfIssues(ROUTING_FILE, content, parsed.error.issues);
  const routing = parsed.data;
  return [
    ...checkHours(routing.hours),
    ...checkPromises(routing),
    ...checkDesks(routing, known.tables),
    ...checkOrder(routing.rules),
    ...routing.rules.flatMap((rule) => checkRule(rule, known.roughUsdRates)),
    ...checkPrefill('needs', routing.prefill.needs, LEAD_NEEDS, known.terms),
    ...checkPrefill('sectors', routing.prefill.sectors, known.sectors, known.terms),
  ].map((message) => ({ file: ROUTING_FILE, message }));
}

type Rule = RoutingRules['rules'][number];

function checkHours({ from, until, halfDays }: RoutingRules['hours']): string[] {
  return [
    ...(from < until ? [] : [`The working hours end (${until}) before they begin (${from}).`]),
    ...halfDays
      .filter((day) => day.until <= from || day.until > until)
      .map((day) => `The half-day ${day.on} must end after ${from} and not after ${until}.`),
  ];
}

/** Even a case that every desk lets wait must reach somebody before its reply is due. */
function checkPromises({ kinds, askAtMost }: Pick<RoutingRules, 'kinds' | 'askAtMost'>): string[] {
  const longest = Math.max(...Object.values(kinds).map(({ acceptWithinMinutes }) => acceptWithinMinutes));
  return Object.entries(kinds).flatMap(([kind, { acceptWithinMinutes, replyWithinHours }]) => {
    const wait =
      kind === 'duty'
        ? acceptWithinMinutes
        : acceptWithinMinutes + (askAtMost - 1) * longest + kinds.duty.acceptWithinMinutes;
    if (wait < replyWithinHours * 60) return [];
    return [
      `A case of «kinds.${kind}» may wait ${wait} minutes until all desks were asked, but its reply is promised within ${replyWithinHours} hours. Promise more hours, or ask sooner.`,
    ];
  });
}

function checkDesks(
  routing: Pick<RoutingRules, 'kinds' | 'agencies' | 'duty' | 'assign' | 'rules'>,
  tables: DeskTables,
): string[] {
  const ids = desksOf(routing, tables).map(({ id }) => id);
  return [
    ...routing.agencies
      .filter((id) => !tables.agencies.some((agency) => agency.id === id))
      .map((id) => `«agencies» names «${id}», which is not in agencies.yaml.`),
    ...ids
      .filter((id, index) => ids.indexOf(id) !== index)
      .map((id) => `Two desks have the id «${id}». Ids of offices and agencies must differ.`),
    ...Object.keys(routing.assign.desks)
      .filter((id) => !ids.includes(id))
      .map((id) => `«assign.desks» names «${id}», but there is no such desk.`),
    ...routing.rules.flatMap(({ id, desks }) =>
      desks
        .filter((desk) => !ids.includes(desk))
        .map((desk) => `Rule «${id}»: there is no desk «${desk}». Name an office, or add the body to «agencies».`),
    ),
  ];
}

function checkOrder(rules: readonly Rule[]): string[] {
  return rules.flatMap(({ id, priority }, index) => {
    const before = rules.slice(0, index);
    const same = before.find((rule) => rule.priority === priority);
    return [
      ...(before.some((rule) => rule.id === id)
        ? [`The rule id «${id}» is used twice. Give one rule another id.`]
        : []),
      ...(same === undefined
        ? []
        : [`Rules «${same.id}» and «${id}» have the same priority ${priority}. Give one of them another number.`]),
    ];
  });
}

function checkRule({ id, when, officeOf, reason }: Rule, roughUsdRates: RoughRates): string[] {
  const allowed = ['desk', ...(officeOf === 'province' ? ['province'] : officeOf === 'markets' ? ['market'] : [])];
  const unknown = LANGUAGES.flatMap((language) =>
    [...reason[language].matchAll(/\{(\w+)\}/gu)]
      .map(([, name = '']) => name)
      .filter((name) => !allowed.includes(name))
      .map((name) => `{${name}} cannot be filled in «reason.${language}». Use {${allowed.join('}, {')}}`),
  );
  const conditions = when === null ? [] : checkCondition(when, ROUTING_SLOTS, roughUsdRates);
  return [...conditions, ...unknown].map((said) => `Rule «${id}»: ${said}.`);
}

/** Words of the form, each with the terms of the lexicon that mean it. */
function checkPrefill(
  field: 'needs' | 'sectors',
  table: Readonly<Record<string, readonly string[]>>,
  values: readonly unknown[],
  terms: ReadonlySet<string>,
): string[] {
  const owners = new Map<string, string>();
  return Object.entries(table).flatMap(([value, ids]) => [
    ...(values.includes(value) ? [] : [`«prefill.${field}»: the form has no «${value}».`]),
    ...ids.flatMap((id) => {
      const owner = owners.get(id);
      owners.set(id, value);
      return [
        ...(terms.has(id) ? [] : [`«prefill.${field}.${value}» names «${id}», which is not in the lexicon.`]),
        ...(owner === undefined
          ? []
          : [`«prefill.${field}»: «${id}» stands under «${owner}» and «${value}». Keep one.`]),
      ];
    }),
  ]);
}
