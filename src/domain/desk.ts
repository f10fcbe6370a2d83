import type { LocalizedText } from './language.ts';

/** A group of officers that cases are routed to: an agency's desk, a Mainland or overseas office, the duty desk. */
export interface Desk {
  readonly id: string;
  readonly name: LocalizedText;
  /** Id in the tables of agencies or offices; null for the duty desk. */
  readonly body: string | null;
  /** Working minutes that a new case may wait for somebody here before the next desk is asked. */
  readonly acceptWithinMinutes: number;
  /** Working hours that the visitor is promised for a first reply. */
  readonly replyWithinHours: number;
  /** Whether waiting cases are offered to one officer after another, or lie in the queue for whoever takes them. */
  readonly assign: 'offer' | 'pull';
  /** Working minutes that an offer stands before the next officer is asked. */
  readonly offerMinutes: number;
}
