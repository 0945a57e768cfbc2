// Records what a simulated Ui24R says to a client that connects: its whole
// state and some hundred meter frames. Both clients of `cargo xtask bench desk`
// then read exactly these.
//
// node record.mjs RELAY OUT
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

import { WebSocket } from 'ws';

const METER_FRAMES = 300;
const CHANGES = 5_000;

const [relay, out] = process.argv.slice(2);
const desk = spawn(relay, ['simulate', '--listen', '127.0.0.1:0', '--model', 'ui24r', '--scene', 'demo']);
const address = await new Promise((resolve, reject) => {
  desk.once('error', reject);
  desk.once('exit', () => reject(new Error('the simulated desk ended')));
  createInterface({ input: desk.stdout }).on('line', (line) => {
    const match = line.match(/on (ws:\/\/\S+)/);
    if (match) resolve(match[1]);
  });
});

const dump = [];
const meters = [];
const socket = new WebSocket(address);
const alive = setInterval(() => socket.readyState === socket.OPEN && socket.send('3:::ALIVE'), 1000);
await new Promise((resolve) => {
  socket.on('message', (data) => {
    const frame = String(data);
    if (!frame.startsWith('3:::')) return;
    const lines = frame.slice(4).split('\n');
    const told = lines.filter((line) => both(line));
    if (told.length > 0) dump.push(`3:::${told.join('\n')}`);
    meters.push(...lines.filter((line) => line.startsWith('VU2^')).map((line) => `3:::${line}`));
    if (meters.length >= METER_FRAMES) resolve();
  });
});
clearInterval(alive);
socket.terminate();
desk.removeAllListeners('exit');
desk.kill('SIGKILL');

// A hand on every fader of the desk, one frame per move, each a new value.
const changes = Array.from({ length: CHANGES }, (_, at) => `3:::SETD^i.${at % 24}.mix^${((at % 997) + 1) / 1000}`);
writeFileSync(out, JSON.stringify({ rounds: 60, dump, meters, changes }));

/** A key that both clients keep: the library reads no key with an underscore, the driver no password. */
function both(line) {
  return /^SET[DS]\^[a-zA-Z0-9.]+\^/.test(line) && !line.includes('block.pass');
}
