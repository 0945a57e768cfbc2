// Listeners by event, and streams of events for `for await`.
import { tell } from './errors.js';

export class Emitter {
  #listeners = new Map();

  on(event, listener) {
    // A wrapper, so that the same function can listen twice.
    const entry = { listener };
    const entries = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, entries.add(entry));
    return () => {
      entries.delete(entry);
    };
  }

  has(event) {
    return (this.#listeners.get(event)?.size ?? 0) > 0;
  }

  emit(event, data) {
    for (const { listener } of [...(this.#listeners.get(event) ?? [])]) tell(listener, data);
  }
}

/**
 * A stream that `for await` reads: `open` gets `add` and `end`, and returns
 * what stops it. What waits is kept by key; without a key everything is kept.
 */
export function stream(open) {
  return {
    [Symbol.asyncIterator]() {
      const waiting = new Map();
      let counter = 0;
      let ended = false;
      let wake;
      const poke = () => {
        wake?.();
        wake = undefined;
      };
      const stop = open({
        add(item, key = counter++) {
          waiting.set(key, item);
          poke();
        },
        end() {
          ended = true;
          poke();
        },
      });
      return {
        async next() {
          while (waiting.size === 0 && !ended) await new Promise((resolve) => (wake = resolve));
          for (const [key, value] of waiting) {
            waiting.delete(key);
            return { done: false, value };
          }
          stop();
          return { done: true, value: undefined };
        },
        async return() {
          stop();
          ended = true;
          waiting.clear();
          poke();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
