/** What can happen to a delivery on its way. */
export const DELIVERY_FAULTS = {
  twice: '每条消息推送两次',
  swapped: '两条消息颠倒次序',
  late: '消息晚到 3 秒',
} as const;
export type DeliveryFault = keyof typeof DELIVERY_FAULTS;

const LATE_MS = 3000;
/** A message that waits to be overtaken goes out alone after this. */
const PATIENCE_MS = 8000;

/** Delivers what the person does: at once, twice, late, or after what they do next. `post` resolves to an HTTP status. */
export type Deliver = (post: () => Promise<number>) => Promise<number>;

export function createDeliveries(isOn: (fault: DeliveryFault) => boolean): Deliver {
  let overtaken: (() => void) | null = null;

  async function go(post: () => Promise<number>): Promise<number> {
    const status = await post();
    if (isOn('twice')) await post();
    return status;
  }

  return async (post) => {
    if (isOn('late')) await new Promise((resolve) => setTimeout(resolve, LATE_MS));
    const first = overtaken;
    if (isOn('swapped') && first === null) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PATIENCE_MS);
        overtaken = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      overtaken = null;
      return go(post);
    }
    const status = await go(post);
    first?.();
    return status;
  };
}
