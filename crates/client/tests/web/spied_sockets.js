// Keeps hold of the sockets a page opens, so that a test can break them.

const Real = globalThis.WebSocket;
let sockets = [];

export function spy() {
  sockets = [];
  globalThis.WebSocket = class extends Real {
    constructor(...args) {
      super(...args);
      sockets.push(this);
    }
  };
}

// As a network would: the page only learns that it is over.
export function break_all() {
  const open = sockets.splice(0).filter((socket) => socket.readyState === Real.OPEN);
  for (const socket of open) {
    const told = socket.onclose;
    socket.onmessage = socket.onclose = socket.onerror = null;
    socket.close();
    told?.(new CloseEvent("close", { code: 1006 }));
  }
  return open.length;
}

export function stop_spying() {
  globalThis.WebSocket = Real;
}
