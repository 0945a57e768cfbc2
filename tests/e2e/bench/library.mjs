// The other client of `cargo xtask bench desk`: the public library gets recorded
// frames through a socket that is a plain object, so that no network is timed.
// Says how long it took as one JSON object.
//
// node library.mjs FRAMES
import { readFileSync } from 'node:fs';

import library from 'soundcraft-ui-connection';

const { SoundcraftUI } = library;

/** Rounds that are not counted, so that the compiler has seen everything. */
const WARM = 15;

const { rounds, dump, meters, changes } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

/** What the library's socket needs to be, and a way to say something on it. */
class Line {
  static latest;
  readyState = 0;
  constructor() {
    Line.latest = this;
  }
  open() {
    this.readyState = 1;
    this.onopen({});
  }
  say(frame) {
    this.onmessage({ data: frame });
  }
  send() {}
  close() {
    this.readyState = 3;
    this.onclose({ wasClean: true });
  }
}

/** A client that is connected and waits for a state. */
function connected() {
  const ui = new SoundcraftUI({ targetIP: 'bench', webSocketCtor: Line });
  void ui.conn.connect();
  Line.latest.open();
  return ui;
}

/** The mean of all rounds, in microseconds of processor time. */
function mean(round) {
  for (let warm = 0; warm < WARM; warm += 1) round();
  const from = [processorMicros(), performance.now() * 1000];
  for (let at = 0; at < rounds; at += 1) round();
  const to = [processorMicros(), performance.now() * 1000];
  const clock = Number.isNaN(from[0]) ? 1 : 0;
  return (to[clock] - from[clock]) / rounds;
}

/** How long the main thread has had a processor, which a busy machine does not change. */
function processorMicros() {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1000;
  } catch {
    return NaN;
  }
}

function feed(frames) {
  for (const frame of frames) Line.latest.say(frame);
}

function keys(ui) {
  let state = {};
  ui.store.state$.subscribe((newest) => (state = newest)).unsubscribe();
  return Object.keys(state).length;
}

let known = 0;
const dumpMicros = mean(() => {
  const ui = connected();
  feed(dump);
  known = keys(ui);
  Line.latest.close();
});

const ui = connected();
feed(dump);
let levels = 0;
const watching = ui.vuProcessor.vuData$.subscribe(() => (levels += 1));
const metersMicros = mean(() => {
  levels = 0;
  feed(meters);
});
watching.unsubscribe();

let moves = 0;
ui.store.messages$.subscribe(() => (moves += 1));
const changesMicros = mean(() => {
  moves = 0;
  feed(changes);
});
Line.latest.close();

console.log(
  JSON.stringify({
    dump: { micros: dumpMicros, applied: known },
    meters: { micros: metersMicros, applied: levels },
    changes: { micros: changesMicros, applied: moves },
  }),
);
process.exit(0);
