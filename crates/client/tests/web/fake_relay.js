// Stands in for `WebSocket` and `fetch`, so that a test is the relay.

const real = { WebSocket: globalThis.WebSocket, fetch: globalThis.fetch };
let waiting = [];
let opened = [];
let alive = true;
let refused = false;

class FakeSocket {
  onopen = null;
  onmessage = null;
  onerror = null;
  onclose = null;
  readyState = 0;
  protocol = "";
  bufferedAmount = 0;
  closedWith = undefined;
  sent = [];

  constructor(url, protocols) {
    if (refused) throw new DOMException("this page may not", "SecurityError");
    this.url = url;
    this.protocols = [...protocols].join(", ");
    opened.push(this);
    waiting.splice(0).forEach((wake) => wake());
  }

  send(data) {
    this.sent.push(typeof data === "string" ? data : data.slice());
  }

  close(code) {
    this.closedWith ??= code;
    this.readyState = 3;
  }
}

export function install() {
  [opened, waiting, alive, refused] = [[], [], true, false];
  globalThis.WebSocket = FakeSocket;
  globalThis.fetch = async () => {
    if (!alive) throw new TypeError("nobody there");
    return new Response(null, { status: 204 });
  };
}

export function remove() {
  Object.assign(globalThis, real);
}

export function set_alive(yes) {
  alive = yes;
}

export function set_refused(yes) {
  refused = yes;
}

export function opened_count() {
  return opened.length;
}

export async function socket(place) {
  while (opened.length <= place) {
    await new Promise((wake) => waiting.push(wake));
  }
  return opened[place];
}

export function open(socket) {
  socket.readyState = 1;
  socket.protocol = "mediatrix.v1";
  socket.onopen?.(new Event("open"));
}

export function say(socket, data) {
  const content = typeof data === "string" ? data : data.slice().buffer;
  socket.onmessage?.(new MessageEvent("message", { data: content }));
}

export function close(socket, code, reason) {
  socket.readyState = 3;
  socket.onclose?.(new CloseEvent("close", { code, reason }));
}

export function detached(socket) {
  // The error listener that stays is one that does nothing.
  return [socket.onopen, socket.onmessage, socket.onclose].every((on) => on == null) && socket.onerror === Boolean;
}

export function take_sent(socket) {
  return socket.sent.splice(0);
}
