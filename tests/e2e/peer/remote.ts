// The other client, as tests see it: the public library `soundcraft-ui-connection`
// with what it heard so far. It knows nothing of this project, which is the point.
import { expect } from '@playwright/test';
import { ConnectionStatus, SoundcraftUI } from 'soundcraft-ui-connection';

import type { Model } from '../harness/simulator.ts';

/** What the library's observables have in common. */
interface Stream<T> {
  subscribe(next: (value: T) => void): { unsubscribe(): void };
}

/** How many keys each model tells; counted in dumps of real desks and inferred where those are incomplete. */
export const KEYS: Record<Model, number> = { ui12: 2044, ui16: 2706, ui24r: 6666 };

const METERS = /^(VU2|VUA|RTA)\^/;

export class Remote {
  readonly ui: SoundcraftUI;
  /** Every line the desk sent, meters left out. */
  readonly heard: string[] = [];
  /** Every status the library reported. */
  readonly statuses: string[] = [];
  /** When the analyser's frames came, in milliseconds of this process. */
  readonly beats: number[] = [];

  private constructor(address: string) {
    this.ui = new SoundcraftUI(address);
    this.ui.status$.subscribe((status: { type: string }) => this.statuses.push(status.type));
    this.ui.conn.inbound$.subscribe((line: string) => {
      if (line.startsWith('RTA^')) this.beats.push(performance.now());
      else if (!METERS.test(line)) this.heard.push(line);
    });
  }

  /** One for the desk at `HOST:PORT`, not connected yet. */
  static at(address: string): Remote {
    return new Remote(address);
  }

  /** Connects to `HOST:PORT` and waits until the state is there. */
  static async connect(address: string): Promise<Remote> {
    const remote = Remote.at(address);
    await remote.ui.connect();
    // The library takes 25 quiet milliseconds for the end, which a busy machine has too.
    await remote.hears(/^SETD\^var\.usbfill\^/);
    return remote;
  }

  /** How many different keys the desk has told. */
  get keys(): number {
    const told = this.heard.filter((line) => /^SET[DS]\^/.test(line)).map((line) => line.split('^')[1]);
    return new Set(told).size;
  }

  /** Sends a line that the library has no method for. */
  send(line: string): void {
    this.ui.conn.sendMessage(line);
  }

  /** Waits for a line that matches, also among those heard before. */
  async hears(pattern: RegExp): Promise<string> {
    await expect.poll(() => this.heard.some((line) => pattern.test(line)), { message: `the desk says ${pattern}` }).toBe(true);
    return this.heard.find((line) => pattern.test(line)) ?? '';
  }

  /** How many lines of those heard so far match. */
  times(pattern: RegExp): number {
    return this.heard.filter((line) => pattern.test(line)).length;
  }

  /** Whatever the desk had sent before is heard when this is over. */
  async settled(): Promise<void> {
    const beats = this.beats.length;
    await expect.poll(() => this.beats.length).toBeGreaterThan(beats + 3);
  }

  async leave(): Promise<void> {
    // The library's promise waits for a close that may have been long ago.
    const closed = this.ui.disconnect();
    if (this.ui.conn.status === ConnectionStatus.Open) await closed;
  }
}

/** What an observable of the library's state last said, if anything. */
export function newest<T>(stream: Stream<T>): T | undefined {
  let value: T | undefined;
  stream.subscribe((next) => (value = next)).unsubscribe();
  return value;
}

/** Waits until an observable says this. */
export async function says<T>(stream: Stream<T>, expected: T): Promise<void> {
  await expect.poll(() => newest(stream)).toEqual(expected);
}

/** Waits until an observable says about this number. */
export async function saysAbout(stream: Stream<number>, expected: number): Promise<void> {
  await expect.poll(() => newest(stream)).toBeCloseTo(expected, 6);
}

/** Waits for a value that comes from now on and that is wanted. */
export async function next<T>(stream: Stream<T>, wanted: (value: T) => boolean): Promise<T> {
  return await new Promise((resolve) => {
    const subscription = stream.subscribe((value) => {
      if (!wanted(value)) return;
      resolve(value);
      // The first value may come before there is something to unsubscribe from.
      queueMicrotask(() => subscription.unsubscribe());
    });
  });
}
