/** How much may still be said to a person before they must write again. */
export interface WindowLeft {
  /** Messages; null: as many as one likes. */
  readonly messages: number | null;
  /** UTC instant, ISO 8601; null: they have never written, or it is over. */
  readonly until: string | null;
}
