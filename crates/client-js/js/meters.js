// Meters: who wants which kinds of strips, and where a strip's level lies in
// the bytes that come.
import { tell } from './errors.js';

export class Meters {
  #ask;
  #kinds = [];
  #entries = new Set();

  constructor(ask) {
    this.#ask = ask;
  }

  subscribe(kinds, listener) {
    const entry = { kinds: new Set(kinds), listener };
    this.#entries.add(entry);
    this.#askAll();
    return () => {
      this.#entries.delete(entry);
      this.#askAll();
    };
  }

  takeSurface({ kinds }) {
    this.#kinds = kinds;
  }

  take(bits, levels) {
    const starts = new Map();
    let start = 0;
    this.#kinds.forEach((kind, at) => {
      if ((bits & (1 << at)) === 0) return;
      starts.set(kind.id, { kind, start });
      start += kind.count * kind.meters.length;
    });
    const frame = new MeterFrame(starts, levels);
    for (const { kinds, listener } of [...this.#entries]) {
      if ([...kinds].some((kind) => starts.has(kind))) tell(listener, frame);
    }
  }

  #askAll() {
    this.#ask([...new Set([...this.#entries].flatMap(({ kinds }) => [...kinds]))]);
  }
}

class MeterFrame {
  #starts;

  constructor(starts, levels) {
    this.#starts = starts;
    this.levels = levels;
  }

  get kinds() {
    return [...this.#starts.keys()];
  }

  /**
   * The level in dB, minus infinity for silence, or the gain reduction in dB;
   * nothing where there is no such meter.
   */
  db(kind, number, tap = 'post') {
    const found = this.#starts.get(kind);
    const place = found?.kind.meters.indexOf(tap) ?? -1;
    if (place < 0 || number < 1 || number > found.kind.count) return undefined;
    const byte = this.levels[found.start + (number - 1) * found.kind.meters.length + place];
    if (tap === 'gainReduction') return byte / 3;
    return byte === 0 ? -Infinity : (byte - 240) / 3;
  }
}
