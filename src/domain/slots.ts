/** What a dialog has learnt, by slot. Ids (province, market, sector, need …) are those of the tables and dialogs/. */
export type SlotValue =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly value: number; readonly currency: string | null };

export type Slots = Readonly<Record<string, SlotValue>>;
