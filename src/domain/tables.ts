import type { LocalizedText } from './language.ts';
import type { Provenance } from './provenance.ts';
import type { Scheme } from './schemes.ts';

export interface Agency extends Provenance {
  readonly id: string;
  readonly name: LocalizedText;
  readonly short: LocalizedText;
  readonly whatFor: LocalizedText;
  readonly website: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly note: LocalizedText | null;
}

export interface Office extends Provenance {
  readonly id: string;
  readonly name: LocalizedText;
  readonly short: LocalizedText;
  readonly aliases: readonly string[];
  readonly city: LocalizedText;
  readonly website: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly role: LocalizedText | null;
}

export interface Province extends Provenance {
  readonly id: string;
  readonly name: LocalizedText;
  readonly aliases: readonly string[];
  readonly cities: readonly { readonly id: string; readonly name: LocalizedText }[];
  /** Id of the Hong Kong Government office on the Mainland that covers it. */
  readonly office: string;
}

export interface OverseasOffice extends Office {
  /** Ids of markets whose coverage a source states. */
  readonly economies: readonly string[];
}

export interface Market {
  readonly id: string;
  readonly kind: 'economy' | 'bloc';
  readonly name: LocalizedText;
  readonly aliases: readonly string[];
  readonly abbreviations: readonly string[];
  readonly region: string | null;
  /** Headline rates in percent; null when none is held. */
  readonly citRate: number | null;
  readonly citNote: LocalizedText | null;
  readonly vatRate: number | null;
  readonly vatNote: LocalizedText | null;
  /** Where the two rates come from. */
  readonly tax: Provenance;
}

export interface TreatyRate {
  readonly value: number | null;
  /** Rates in percent of a recipient that meets the treaty's conditions, as named in the text; empty when unknown. */
  readonly qualifying: readonly number[];
  /** Rates in percent of any other recipient. */
  readonly general: readonly number[];
  readonly text: LocalizedText;
}

export interface TaxTreaty extends Provenance {
  readonly status: string;
  /** ISO, as exact as known. */
  readonly signed: string | null;
  readonly inForce: string | null;
  /** First Hong Kong year of assessment. */
  readonly effectiveFrom: string | null;
  readonly rates: {
    readonly dividends: TreatyRate | null;
    readonly interest: TreatyRate | null;
    readonly royalties: TreatyRate | null;
  } | null;
  readonly note: LocalizedText | null;
}

export interface OtherAgreement extends Provenance {
  readonly status: string;
  readonly signed: string | null;
  readonly inForce: string | null;
  readonly note: LocalizedText | null;
}

/** What Hong Kong has agreed with one economy. */
export interface Agreements {
  readonly market: string;
  readonly cdta: TaxTreaty | null;
  readonly ipa: OtherAgreement | null;
  readonly fta: OtherAgreement | null;
}

export interface Fee extends Provenance {
  readonly id: string;
  readonly category: string;
  readonly item: LocalizedText;
  readonly amount: number | readonly number[] | null;
  readonly unit: string;
  readonly basis: LocalizedText | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly status: string;
  readonly note: LocalizedText | null;
  readonly keywords: { readonly en: readonly string[]; readonly zh: readonly string[] };
}

export const COMPARISONS = ['at-least', 'above', 'at-most', 'below', 'equals'] as const;

/** A decision rule: a figure with what follows on either side of it, or a rule without a figure. */
export interface Threshold extends Provenance {
  readonly id: string;
  readonly topic: string;
  readonly name: LocalizedText;
  readonly value: number | null;
  readonly unit: string;
  readonly comparison: (typeof COMPARISONS)[number];
  readonly result: LocalizedText | null;
  readonly otherwise: LocalizedText | null;
  /** Id of the fee that applies when the test holds. */
  readonly fee: string | null;
  /** Id in agencies.yaml. */
  readonly authority: string;
  readonly since: string | null;
  readonly until: string | null;
  readonly status: string;
  readonly note: LocalizedText | null;
}

export const EVENT_STATUSES = ['held', 'planned', 'expected', 'not-found'] as const;

/** Something that was held, or announced. */
export interface PublicEvent extends Provenance {
  readonly id: string;
  /** YYYY-MM-DD, YYYY-MM or YYYY, as exact as known. */
  readonly date: string | null;
  readonly end: string | null;
  readonly title: LocalizedText;
  readonly place: LocalizedText;
  readonly organiser: LocalizedText | null;
  readonly summary: LocalizedText | null;
  readonly type: string;
  readonly status: (typeof EVENT_STATUSES)[number];
}

/** The facts by row. */
export interface Tables {
  readonly agencies: readonly Agency[];
  readonly mainlandOffices: readonly Office[];
  readonly provinces: readonly Province[];
  readonly overseasOffices: readonly OverseasOffice[];
  readonly markets: readonly Market[];
  readonly agreements: readonly Agreements[];
  readonly agreementStatusTexts: Readonly<Record<string, LocalizedText>>;
  readonly fees: readonly Fee[];
  readonly thresholds: readonly Threshold[];
  readonly schemes: readonly Scheme[];
  readonly events: readonly PublicEvent[];
}
