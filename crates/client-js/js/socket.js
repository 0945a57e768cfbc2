// A plain WebSocket for any server, as the browser's own class.
import { MediatrixError, tell } from './errors.js';
import { module } from './start.js';

export class Socket {
  static CONNECTING = 0;
  static OPEN = 1;
  static CLOSING = 2;
  static CLOSED = 3;

  onopen = null;
  onmessage = null;
  onerror = null;
  onclose = null;

  #raw;
  #last = { url: '', protocol: '' };

  constructor(url, protocols = [], options = {}) {
    const { RawSocket } = module();
    const offered = typeof protocols === 'string' ? [protocols] : [...protocols];
    this.#raw = new RawSocket(String(url), offered, options.WebSocket, {
      opened: () => this.#tell(this.onopen, { type: 'open', target: this }),
      message: (data) => this.#tell(this.onmessage, { type: 'message', target: this, data }),
      failed: () => this.#tell(this.onerror, { type: 'error', target: this }),
      closed: (code, reason, wasClean) => {
        this.#last = { url: this.url, protocol: this.protocol };
        const raw = this.#raw;
        this.#raw = undefined;
        this.#tell(this.onclose, { type: 'close', target: this, code, reason, wasClean });
        raw.free();
      },
    });
  }

  get url() {
    return (this.#raw ?? this.#last).url;
  }

  get protocol() {
    return (this.#raw ?? this.#last).protocol;
  }

  get readyState() {
    return this.#raw?.readyState ?? Socket.CLOSED;
  }

  get bufferedAmount() {
    return this.#raw?.bufferedAmount ?? 0;
  }

  send(data) {
    const raw = this.#raw;
    if (!raw) throw new MediatrixError('not_open', 'the socket is closed: messages can be sent only while it is open');
    if (typeof data === 'string') raw.sendText(data);
    else raw.sendBytes(bytesOf(data));
  }

  close(code = 1000, reason = '') {
    this.#raw?.close(code, reason);
  }

  #tell(listener, event) {
    if (listener) tell(listener.bind(this), event);
  }
}

function bytesOf(data) {
  if (data instanceof Uint8Array) return data;
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return new Uint8Array(data);
}
