/** The little of an Observable that Web Chat asks of a chat adapter. */
export interface Observer<T> {
  readonly next?: (value: T) => void;
  readonly error?: (error: unknown) => void;
  readonly complete?: () => void;
}

export interface Stream<T> {
  subscribe(observer: Observer<T> | ((value: T) => void)): { unsubscribe(): void };
}

/** A stream that first repeats what a newcomer has missed, then goes on live. */
export function createStream<T>(missedBy: () => Iterable<T>): Stream<T> & { readonly emit: (value: T) => void } {
  const observers = new Set<Observer<T>>();
  return {
    subscribe(listener) {
      const observer = typeof listener === 'function' ? { next: listener } : listener;
      for (const value of [...missedBy()]) observer.next?.(value);
      observers.add(observer);
      return { unsubscribe: () => void observers.delete(observer) };
    },
    emit(value) {
      for (const observer of [...observers]) observer.next?.(value);
    },
  };
}

/** undefined leaves a value out. */
export function mapStream<T, U>(stream: Stream<T>, change: (value: T) => U | undefined): Stream<U> {
  return {
    subscribe(listener) {
      const observer = typeof listener === 'function' ? { next: listener } : listener;
      return stream.subscribe({
        ...observer,
        next: (value) => {
          const changed = change(value);
          if (changed !== undefined) observer.next?.(changed);
        },
      });
    },
  };
}
