/** When an officer calls: a UTC instant (ISO 8601) and how long it takes. */
export interface CallTime {
  readonly start: string;
  readonly minutes: number;
}

/** A call between officer and visitor. A new time is proposed beside the agreed one, which holds until it is agreed to. */
export interface CallBack {
  /** The visitor was asked and has not answered. */
  readonly proposed: CallTime | null;
  readonly agreed: CallTime | null;
  /** Of the calendar entry (RFC 5546): rises with every time that was agreed on, and with a cancellation. */
  readonly sequence: number;
  /** The officer was reminded of the agreed time. */
  readonly isReminded: boolean;
}

/** How long before the call its officer is reminded. */
export const REMIND_MINUTES = 30;
