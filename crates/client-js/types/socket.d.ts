// A plain WebSocket, for any server.

/** A class of WebSockets, such as that of the npm packages `ws` and `undici`. */
export type WebSocketClass = new (url: string, protocols?: string[]) => unknown;

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
