// The page of the benches with this package, through the relay.
import { connect, init, join } from '../../../target/npm/package/js/browser.js';
import { buffer } from '../../../target/npm/package/js/start.js';

let link;
let received = 0;

globalThis.bench = {
  async open({ wasm, invitation, WebSocket }) {
    await init(wasm);
    const { url, token } = await join(invitation, { name: 'Bench' });
    link = connect(url, { token, storage: 'memory', WebSocket });
    await link.live();
    link.on('setRefused', ({ message }) => console.error(message));
  },

  /** Counts what comes for these strips and sends, from now on. */
  subscribe(paths) {
    for (const path of paths) link.desk.subscribe(`${path}.level`, () => (received += 1));
    received = 0;
  },

  received: () => received,

  setFaderDb(input, db) {
    link.desk.input(input).setFaderDb(db);
  },

  subscribeAndLeave(times) {
    const inputs = 24;
    for (let at = 0; at < times; at++) link.desk.subscribe(`input.${(at % inputs) + 1}.level`, () => {})();
  },

  /** Loses the link's socket and takes the session up again. */
  async reconnect(times) {
    for (let at = 0; at < times; at++) {
      globalThis.sockets.at(-1).close(4000);
      await until('offline');
      link.wake();
      await until('live');
    }
  },

  memoryBytes: () => buffer().byteLength,
};

/** Keeps the newest socket, so that the bench can break it. */
globalThis.sockets = [];
globalThis.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    globalThis.sockets = [this];
  }
};

function until(wanted) {
  if (link.state === wanted) return undefined;
  return new Promise((resolve) => {
    const stop = link.on('state', ({ state }) => {
      if (state === wanted) {
        stop();
        resolve();
      }
    });
  });
}
