// The link to a relay.

import type { Chat, ChatEntry, RoomState } from './chat.js';
import type { Desk, DeskStatus, Notice, Surface, Value } from './desk.js';
import type { ErrorCode } from './errors.js';
import type { Unsubscribe } from './events.js';
import type { Holder, Member, Presence } from './join.js';
import type { WebSocketClass } from './socket.js';

export interface ConnectOptions {
  /** From `join`. */
  token: string;
  /** Name and version of the program, for the relay's log. */
  name?: string;
  version?: string;
  /**
   * Where the session and messages without a verdict are kept: in the
   * browser's storage, so that they survive a reload (the default; in memory
   * where there is none), or in memory.
   */
  storage?: 'browser' | 'memory';
  /** Used instead of the global class; Node has none before version 22. */
  WebSocket?: WebSocketClass;
}

/**
 * Opens a link to a relay and keeps it up until it is closed: it reconnects
 * by itself. A relay that does not answer is no error but a state.
 *
 * @throws {MediatrixError} `no_token`, `url_…`, `no_websocket`, `browser`
 */
export function connect(url: string | URL, options: ConnectOptions): Link;

/** `suspect`: not heard for too long; `offline`: lost, will be tried again; `stopped`: for good. */
export type LinkState = 'connecting' | 'live' | 'suspect' | 'offline' | 'stopped';

export interface LinkStateEvent {
  readonly state: LinkState;
  readonly roundTripMillis?: number;
  /** Close code and reason of a link that is stopped. */
  readonly code?: number;
  readonly reason?: string;
}

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

/** A parameter that has another value than before an absence. */
export interface Difference {
  readonly path: string;
  readonly before: Value;
  readonly after: Value;
}

export interface LinkEvents {
  state: LinkStateEvent;
  /** Who this client is, after every connect. */
  me: Member;
  members: readonly Presence[];
  /** Another desk, or other parameters. */
  surface: Surface;
  desk: DeskStatus;
  /** Whether the relay can store; while it cannot, chat is not acknowledged. */
  store: { readonly state: 'well' | 'full' | 'readOnly' | 'failing' };
  rooms: readonly RoomState[];
  chat: ChatEntry;
  /** How many own messages have no verdict. */
  outbox: { readonly waiting: number };
  /** What the desk has to say. */
  notice: Notice;
  /** Who else has these controls in hand, or no longer has. */
  held: readonly { readonly path: string; readonly holder: Holder | undefined }[];
  /** A finger here no longer moves its control: it counts again once lifted and put down. */
  touchLost: Refusal & { readonly path: string };
  /** The link is back and everything was read; this changed meanwhile. */
  returned: { readonly awayMillis: number; readonly changes: readonly Difference[] };
  /** Own moves were refused; what controls show glides back. */
  setRefused: Refusal & { readonly paths: readonly string[] };
  /** Something else was refused. */
  refused: Refusal;
}

export interface Link {
  readonly state: LinkState;
  readonly roundTripMillis: number | undefined;
  /** Why it ended, once it did. */
  readonly stopped: { readonly code: number; readonly reason: string } | undefined;
  readonly me: Member | undefined;
  readonly members: readonly Presence[];
  readonly desk: Desk;
  readonly chat: Chat;
  readonly bufferedAmount: number;

  on<Name extends keyof LinkEvents>(event: Name, listener: (data: LinkEvents[Name]) => void): Unsubscribe;
  /**
   * Resolves when the link stands, and the desk and its values are here. Chat
   * needs neither: it can be written to at once.
   *
   * @throws {MediatrixError} `stopped`
   */
  live(): Promise<void>;
  /** Tries now instead of waiting for the next attempt. */
  wake(): void;
  /** Ends the link for good. @throws {MediatrixError} `close_code`, `reason_length` */
  close(code?: number, reason?: string): void;
}
