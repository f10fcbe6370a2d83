/** Words on their way from where they were typed or pressed to the one who takes them, kept until he is there. */
export interface AskQueue {
  readonly ask: (text: string) => void;
  /** One taker at a time; what was asked before is handed over at once. */
  readonly take: (taker: (text: string) => void) => () => void;
}

export function createAskQueue(): AskQueue {
  const waiting: string[] = [];
  let current: ((text: string) => void) | undefined;
  return {
    ask(text) {
      if (current === undefined) waiting.push(text);
      else current(text);
    },
    take(taker) {
      current = taker;
      for (const text of waiting.splice(0)) taker(text);
      return () => {
        if (current === taker) current = undefined;
      };
    },
  };
}
