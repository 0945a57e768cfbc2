// The page of the benches with soundcraft-ui-connection, straight at the desk.
// It offers what ours.js does, but for what is measured there alone.
import { SoundcraftUI } from 'soundcraft-ui-connection';

let mixer;
let received = 0;

globalThis.bench = {
  async open({ desk }) {
    mixer = new SoundcraftUI({ targetIP: desk, webSocketCtor: WebSocket });
    await mixer.connect();
  },

  subscribe(paths) {
    for (const path of paths) {
      const [, input, , aux] = path.split('.').map(Number);
      const channel = aux ? mixer.aux(aux).input(input) : mixer.master.input(input);
      channel.faderLevel$.subscribe(() => (received += 1));
    }
    received = 0;
  },

  received: () => received,

  setFaderDb(input, db) {
    mixer.master.input(input).setFaderLevelDB(db);
  },
};
