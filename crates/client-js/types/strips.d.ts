// Strips, sends and mute groups.

import type { Fade, Value } from './desk.js';
import type { Unsubscribe } from './events.js';

/** What strips and sends have in common. */
export interface Control {
  readonly path: string;
  readonly muted: boolean | undefined;
  /** -100 (left) to 100 (right). */
  readonly pan: number | undefined;
  mute(): void;
  unmute(): void;
  setMute(on: boolean): void;
  setPan(percent: number): void;
  /** Lets the relay move the level to a position, 0 to 1. */
  fadeTo(position: number, how: Fade): void;
  fadeToDb(db: number, how: Fade): void;
  /** Any parameter below this path, such as `color`. */
  get(leaf: string): Value | undefined;
  set(leaf: string, value: Value): void;
  subscribe(leaf: string, listener: (value: Value, path: string) => void): Unsubscribe;
}

export interface Strip extends Control {
  /** Position, 0 to 1. */
  readonly fader: number | undefined;
  readonly faderDb: number | undefined;
  setFader(position: number): void;
  /** -Infinity closes the fader; the highest level is 10 dB. */
  setFaderDb(db: number): void;
  nudgeFaderDb(by: number): void;
  subscribeFaderDb(listener: (db: number, path: string) => void): Unsubscribe;
  touchFader(): void;
  liftFader(): void;
  readonly name: string | undefined;
  setName(text: string): void;
  readonly soloed: boolean | undefined;
  solo(): void;
  unsolo(): void;
  /** The send to an aux. */
  aux(number: number): Send;
  /** The send to an effect. */
  fx(number: number): Send;
}

export interface Send extends Control {
  /** Position, 0 to 1. */
  readonly level: number | undefined;
  readonly levelDb: number | undefined;
  setLevel(position: number): void;
  setLevelDb(db: number): void;
  nudgeLevelDb(by: number): void;
  subscribeLevelDb(listener: (db: number, path: string) => void): Unsubscribe;
  /** Whether the send follows the fader. */
  readonly post: boolean | undefined;
  setPost(on: boolean): void;
}

export interface MuteGroup {
  readonly active: boolean | undefined;
  readonly name: string | undefined;
  activate(): void;
  deactivate(): void;
  subscribe(listener: (active: boolean) => void): Unsubscribe;
}
