// The desk: its parameters, and what can be asked of it.

import type { Unsubscribe } from './events.js';
import type { Holder } from './join.js';
import type { MediaPlayer, Multitrack, Presets, Recorder, Scenes, Shows } from './library.js';
import type { MuteGroup, Strip } from './strips.js';

/** A position from 0 to 1 (faders, pan, gains …), a number, a switch, or a text. */
export type Value = number | boolean | string;

export interface DeskStatus {
  readonly state: 'offline' | 'syncing' | 'live';
  readonly address: string;
  readonly reason: string;
}

export type Tap = 'pre' | 'post' | 'postLeft' | 'postRight' | 'gainReduction';

export interface Surface {
  readonly model: string;
  readonly firmware: string;
  readonly simulated: boolean;
  readonly kinds: readonly {
    readonly id: string;
    readonly count: number;
    readonly single: boolean;
    readonly meters: readonly Tap[];
  }[];
}

export interface Parameter {
  readonly path: string;
  readonly law: 'fader' | 'pan' | 'toggle' | 'choice' | 'position' | 'number' | 'text';
  /** Of its reading: dB, Hz, ms, s, %. */
  readonly unit?: string;
  /** How many choices there are. */
  readonly count?: number;
  /** Longest text, in characters. */
  readonly max?: number;
  readonly value: Value;
}

export interface Change {
  readonly path: string;
  readonly value: Value;
}

export interface MeterFrame {
  readonly kinds: readonly string[];
  /** A byte per meter, as it came. */
  readonly levels: Uint8Array;
  /** In dB, minus infinity for silence. */
  db(kind: string, number: number, tap?: Tap): number | undefined;
}

/** How a fade runs. */
export interface Fade {
  /** How long, at most 600,000. */
  millis: number;
  /** `linear` unless told otherwise. */
  easing?: 'linear' | 'easeIn' | 'easeOut' | 'easeInOut';
}

/** What a desk says: to people, or to those who follow the selection of a group of clients. */
export type Notice =
  | { readonly kind: 'message'; readonly text: string }
  /** A text by the desk's own name for it, and what fills its gaps. */
  | { readonly kind: 'phrase'; readonly name: string; readonly fill: readonly string[] }
  /** To be answered with `desk.answerDialog`; only engineers and admins hear it. */
  | { readonly kind: 'dialog'; readonly id: string; readonly question: string; readonly buttons: readonly string[] }
  | { readonly kind: 'dialogClosed'; readonly id: string }
  | { readonly kind: 'selectedStrip'; readonly group: string; readonly strip: string }
  | { readonly kind: 'selectedView'; readonly group: string; readonly view: View; readonly number: number };

/** What clients of one group look at. */
export type View = 'viewGroup' | 'sub' | 'vca' | 'back';

/**
 * The desk. Methods that move something throw a MediatrixError: `offline`,
 * `desk_offline`, `lift_first`, `held`, `out_of_range`, `unknown_parameter`.
 * What the relay refuses later comes as the link's event `setRefused`.
 *
 * Methods that give a promise ask for something beside the parameters. They
 * resolve when the relay has handed it to the desk, which does not say what
 * becomes of it, and reject with `offline`, `desk_offline`, `not_allowed`,
 * `out_of_range`, `held` (a recorder that is busy), or `expired` when the link
 * was lost and nobody knows. They need the role engineer unless told otherwise.
 */
export interface Desk {
  readonly model: string;
  readonly firmware: string;
  readonly simulated: boolean;
  readonly status: DeskStatus;
  readonly kinds: readonly { readonly id: string; readonly count: number }[];

  input(number: number): Strip;
  line(number: number): Strip;
  player(number: number): Strip;
  fx(number: number): Strip;
  sub(number: number): Strip;
  aux(number: number): Strip;
  vca(number: number): Strip;
  readonly master: Strip;
  muteGroup(number: number): MuteGroup;

  parameters(): Parameter[];
  has(path: string): boolean;
  get(path: string): Value | undefined;
  set(path: string, value: Value): void;
  /** The value in its unit: dB, Hz, ms. */
  reading(path: string): number | undefined;
  setReading(path: string, reading: number): void;
  /** Moves by so much in the parameter's unit. */
  nudge(path: string, by: number): void;
  /** Moves several at once, which everybody sees change at once, or none. */
  setAll(values: Readonly<Record<string, number | boolean>>): void;
  /**
   * Lets the relay move parameters to these values, until somebody takes them
   * over. Only what is continuous can fade; the rest is refused.
   */
  fade(goals: Readonly<Record<string, number>>, how: Fade): void;
  /** Ends the fades of these parameters, or of all; needs the role musician. */
  stopFades(...paths: string[]): Promise<void>;
  /** A finger is down on a control: until it lifts, others see who holds it. */
  touch(path: string): void;
  lift(path: string): void;
  /** Who else has a control in hand. */
  holder(path: string): Holder | undefined;
  /** Whether the holder keeps it when it is touched here; `takeOver` takes it then. */
  mustAsk(path: string): boolean;
  takeOver(path: string): void;

  /** Tells the present value, if it is known, and then every other one. */
  subscribe(path: string, listener: (value: Value, path: string) => void): Unsubscribe;
  /** Tells the holder, if there is one, and then every other one, or none. */
  subscribeHolder(path: string, listener: (holder: Holder | undefined, path: string) => void): Unsubscribe;
  /** Every change; of a parameter that changes faster than it is read, the newest. */
  changes(): AsyncIterable<Change>;
  /** Levels of these kinds of strips, about 20 times a second while somebody listens. */
  meters(kinds: readonly string[], listener: (frame: MeterFrame) => void): Unsubscribe;

  readonly shows: Shows;
  readonly snapshots: Scenes;
  readonly cues: Scenes;
  readonly presets: Presets;
  /** Plays from a stick; `player(number)` is its strip. */
  readonly mediaPlayer: MediaPlayer;
  /** Records two tracks to a stick. */
  readonly recorder: Recorder;
  readonly multitrack: Multitrack;

  /** Makes a strip and its right neighbour a pair. */
  linkStereo(path: string): Promise<void>;
  unlinkStereo(path: string): Promise<void>;
  setFxType(number: number, type: 'reverb' | 'delay' | 'chorus' | 'room'): Promise<void>;
  clearMutes(): Promise<void>;
  /** Selects a strip for a group of clients. */
  selectStrip(group: string, path: string): Promise<void>;
  selectView(group: string, view: View, number?: number): Promise<void>;
  /** `button` counts from 0. */
  answerDialog(id: string, button: number): Promise<void>;
  /**
   * Any command by its verb and words, as the relay's protocol has them, such
   * as `raw.get` and a key of the desk's own; gives the words of the answer.
   */
  command(verb: string, ...words: (string | number)[]): Promise<readonly string[]>;
}
