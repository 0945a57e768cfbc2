// The types of mediatrix-client, written by hand.

/** `WebAssembly.Module`, where the types of the place know it; Node's do not. */
type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : never;

/** Where the WebAssembly module comes from: an address, its bytes, or the compiled module. */
export type ModuleSource = string | URL | Request | Response | ArrayBuffer | ArrayBufferView | CompiledModule;

/**
 * Loads the WebAssembly module; everything else needs it. A second call waits
 * for the first. Without a source the file beside the package's script is
 * taken.
 *
 * @throws {MediatrixError} `not_loaded`
 */
export function init(source?: ModuleSource | Promise<ModuleSource>): Promise<void>;

/** Every error of this package: `code` stays as it is, `message` may change. */
export class MediatrixError extends Error {
  constructor(code: ErrorCode, message: string);
  readonly name: 'MediatrixError';
  readonly code: ErrorCode;
}

/** Codes that programs may rely on; a relay of a later version may send others. */
export type ErrorCode =
  | 'not_initialised' | 'not_loaded' | 'no_websocket' | 'no_token' | 'bad_join_link'
  // An address that is none.
  | 'url_empty' | 'url_space' | 'url_no_scheme' | 'url_wrong_scheme' | 'url_no_server' | 'url_no_host'
  | 'url_bad_host' | 'url_user_info' | 'url_bad_port' | 'url_port_range' | 'url_fragment' | 'url_backslash'
  // A socket that would not do as asked.
  | 'protocol' | 'not_open' | 'close_code' | 'reason_length' | 'browser'
  // A control that cannot be moved.
  | 'offline' | 'desk_offline' | 'lift_first' | 'out_of_range' | 'unknown_parameter'
  // The relay refused.
  | 'expired' | 'not_allowed' | 'held' | 'malformed' | 'unknown_kind' | 'unknown_room' | 'not_found'
  | 'bad_text' | 'too_fast' | 'not_stored' | 'outbox_full' | 'stopped' | 'other'
  // A call over HTTP.
  | 'unreachable' | 'late' | 'bad_answer' | 'not_authenticated'
  | 'invitation_unknown' | 'invitation_expired' | 'invitation_used'
  | (string & {});

/** Ends a subscription; calling it twice does no harm. */
export type Unsubscribe = () => void;

/** A class of WebSockets, such as that of the npm packages `ws` and `undici`. */
export type WebSocketClass = new (url: string, protocols?: string[]) => unknown;

// ---------------------------------------------------------------- Socket --

export interface SocketOptions {
  /** Used instead of the global class; Node has none before version 22. */
  WebSocket?: WebSocketClass;
}

export interface SocketEvent {
  readonly type: 'open' | 'error';
  readonly target: Socket;
}

export interface SocketMessageEvent {
  readonly type: 'message';
  readonly target: Socket;
  /** Text, or the bytes of a binary frame. */
  readonly data: string | ArrayBuffer;
}

export interface SocketCloseEvent {
  readonly type: 'close';
  readonly target: Socket;
  /** 1005 when the frame had none, 1006 when no close frame came. */
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

/** A plain WebSocket, for any server: no protocol on top, no reconnecting. */
export class Socket {
  static readonly CONNECTING: 0;
  static readonly OPEN: 1;
  static readonly CLOSING: 2;
  static readonly CLOSED: 3;

  /** @throws {MediatrixError} `url_…`, `protocol`, `no_websocket`, `browser` */
  constructor(url: string | URL, protocols?: string | readonly string[], options?: SocketOptions);

  onopen: ((this: Socket, event: SocketEvent) => void) | null;
  onmessage: ((this: Socket, event: SocketMessageEvent) => void) | null;
  onerror: ((this: Socket, event: SocketEvent) => void) | null;
  onclose: ((this: Socket, event: SocketCloseEvent) => void) | null;

  readonly url: string;
  /** The subprotocol the server chose, or nothing. */
  readonly protocol: string;
  readonly readyState: 0 | 1 | 2 | 3;
  /** Bytes that were sent but have not reached the network. */
  readonly bufferedAmount: number;

  /** @throws {MediatrixError} `not_open` */
  send(data: string | ArrayBuffer | ArrayBufferView): void;
  /** @throws {MediatrixError} `close_code`: 1000 and 3000 to 4999 are allowed; `reason_length` */
  close(code?: number, reason?: string): void;
}

// ------------------------------------------------------------ joining in --

export type Role = 'viewer' | 'presenter' | 'musician' | 'engineer' | 'admin';

/** A person that joined. */
export interface Member {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly color: string;
  /** Aux buses a musician may mix, from 1. */
  readonly buses: readonly number[];
}

/** A member who is connected now. */
export interface Presence extends Member {
  readonly visible: boolean;
}

export interface Joined {
  /** The relay's socket, for `connect`. */
  readonly url: string;
  /** The person's key: keep it. */
  readonly token: string;
  readonly member: Member;
}

/**
 * Joins with an invitation link such as `http://relay/#/join/CODE`.
 *
 * @throws {MediatrixError} `bad_join_link`, `invitation_…`, `unreachable`, `late`, `bad_answer`
 */
export function join(link: string | URL, person: { name: string; color?: string }): Promise<Joined>;

// ------------------------------------------------------------------ Link --

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
   * Resolves when the link stands and the desk's values are here.
   *
   * @throws {MediatrixError} `stopped`
   */
  live(): Promise<void>;
  /** Tries now instead of waiting for the next attempt. */
  wake(): void;
  /** Ends the link for good. @throws {MediatrixError} `close_code`, `reason_length` */
  close(code?: number, reason?: string): void;
}

// ------------------------------------------------------------------ Desk --

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

/**
 * The desk. Methods that move something throw a MediatrixError: `offline`,
 * `desk_offline`, `lift_first`, `out_of_range`, `unknown_parameter`. What the
 * relay refuses later comes as the link's event `setRefused`.
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
  /** A finger is down on a control: until it lifts, others see who holds it. */
  touch(path: string): void;
  lift(path: string): void;

  /** Tells the present value, if it is known, and then every other one. */
  subscribe(path: string, listener: (value: Value, path: string) => void): Unsubscribe;
  /** Every change; of a parameter that changes faster than it is read, the newest. */
  changes(): AsyncIterable<Change>;
  /** Levels of these kinds of strips, about 20 times a second while somebody listens. */
  meters(kinds: readonly string[], listener: (frame: MeterFrame) => void): Unsubscribe;
}

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

// ------------------------------------------------------------------ Chat --

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
