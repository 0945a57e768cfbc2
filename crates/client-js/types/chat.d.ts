// Chat.

import type { Unsubscribe } from './events.js';

export interface RoomState {
  readonly room: string;
  readonly head: number;
  readonly read: number;
  /** `snapshot`: forget what was known; `gap`: older entries are had by `history`. */
  readonly verdict: 'resumed' | 'gap' | 'snapshot';
}

interface Entry {
  readonly room: string;
  /** Place in the room's log, from 1. */
  readonly offset: number;
  /** When, milliseconds since 1970. */
  readonly at: number;
  readonly author: { readonly id: number; readonly name: string; readonly color: string };
  /** Whether this client wrote it; missing in history. */
  readonly own?: boolean;
}

/** One entry of a room's log; `target` is the offset of the message that is meant. */
export type ChatEntry =
  | (Entry & { readonly kind: 'say'; readonly text: string })
  | (Entry & { readonly kind: 'edit'; readonly target: number; readonly text: string })
  | (Entry & { readonly kind: 'remove'; readonly target: number })
  | (Entry & { readonly kind: 'react'; readonly target: number; readonly reaction: string; readonly on: boolean })
  | (Entry & { readonly kind: 'unknown' });

export interface Chat {
  readonly rooms: readonly RoomState[];
  room(name: string): Room;
  /** Every entry of every room from now on. */
  entries(): AsyncIterable<ChatEntry>;
}

/**
 * A room. Writing works without a link, too: it waits in the outbox. The
 * promise resolves when the relay has the entry on disk, and rejects with the
 * relay's reason, `outbox_full`, or `stopped`.
 */
export interface Room extends AsyncIterable<ChatEntry> {
  readonly name: string;
  /** Offset of the newest entry, 0 when there is none. */
  readonly head: number;
  readonly readMark: number;
  say(text: string): Promise<{ readonly offset: number }>;
  edit(offset: number, text: string): Promise<{ readonly offset: number }>;
  remove(offset: number): Promise<{ readonly offset: number }>;
  react(offset: number, reaction: string, on?: boolean): Promise<{ readonly offset: number }>;
  /** Marks everything up to an offset as read. */
  read(offset?: number): void;
  /** Older entries, before an offset or the newest, oldest first. */
  history(page?: { before?: number; limit?: number }): Promise<{
    readonly entries: readonly ChatEntry[];
    readonly more: boolean;
  }>;
  on(listener: (entry: ChatEntry) => void): Unsubscribe;
  entries(): AsyncIterable<ChatEntry>;
}
