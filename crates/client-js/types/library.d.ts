// What a desk keeps, plays and records. Lists are for engineers and admins, at
// most 16 at once: one more is `out_of_range`, also from `subscribe`, and one of
// nothing, such as snapshots of '', is `not_found`. A promise of a list waits
// 15 s and is `late` then.

import type { Unsubscribe } from './events.js';

type Names = readonly string[];

export interface Shows {
  readonly current: string | undefined;
  names(): Promise<Names>;
  /** Tells the list, once it is here, and again whenever it has changed. */
  subscribe(listener: (names: Names) => void): Unsubscribe;
  create(show: string): Promise<void>;
  load(show: string): Promise<void>;
  save(show: string): Promise<void>;
  /** Needs the role admin. */
  rename(show: string, to: string): Promise<void>;
  /** Needs the role admin. */
  delete(show: string): Promise<void>;
}

/** Snapshots, or cues, of a show. */
export interface Scenes {
  readonly current: string | undefined;
  names(show: string): Promise<Names>;
  subscribe(show: string, listener: (names: Names) => void): Unsubscribe;
  load(show: string, name: string): Promise<void>;
  save(show: string, name: string): Promise<void>;
  rename(show: string, name: string, to: string): Promise<void>;
  delete(show: string, name: string): Promise<void>;
}

/**
 * Presets of one kind, in the desk's own words: of a Soundcraft Ui `ch`,
 * `eqch`, `dynch`, `gate`, `fxrev` and others. Names begin with `f:` when they came with the desk, else with `u:`.
 */
export interface Presets {
  names(kind: string): Promise<Names>;
  subscribe(kind: string, listener: (names: Names) => void): Unsubscribe;
  /** `strip` is a path such as `input.3`. */
  load(kind: string, name: string, strip: string): Promise<void>;
  /** Here the name goes without its `u:`. */
  save(kind: string, name: string, strip: string): Promise<void>;
  rename(kind: string, name: string, to: string): Promise<void>;
  delete(kind: string, name: string): Promise<void>;
}

export type TransportState = 'stopped' | 'paused' | 'playing';

/** What players have in common. */
export interface Transport {
  readonly state: TransportState | undefined;
  /** Share of the track, 0 to 1. */
  readonly position: number | undefined;
  subscribeState(listener: (state: TransportState) => void): Unsubscribe;
  play(): Promise<void>;
  pause(): Promise<void>;
  stop(): Promise<void>;
  /** To a share of the track, 0 to 1. */
  jump(share: number): Promise<void>;
}

export interface MediaPlayer extends Transport {
  readonly playlist: string | undefined;
  readonly track: string | undefined;
  playlists(): Promise<Names>;
  tracks(playlist: string): Promise<Names>;
  next(): Promise<void>;
  previous(): Promise<void>;
  loadPlaylist(playlist: string): Promise<void>;
  loadTrack(playlist: string, track: string): Promise<void>;
}

export interface Multitrack extends Transport {
  readonly recording: boolean | undefined;
  readonly session: string | undefined;
  sessions(): Promise<Names>;
  record(): Promise<void>;
  stopRecording(): Promise<void>;
  select(session: string): Promise<void>;
  /** Needs the role admin. */
  delete(session: string): Promise<void>;
}

export interface Recorder {
  readonly recording: boolean | undefined;
  files(): Promise<Names>;
  start(): Promise<void>;
  stop(): Promise<void>;
  rename(name: string, to: string): Promise<void>;
}
