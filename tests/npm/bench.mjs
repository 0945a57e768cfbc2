// What a page pays for the package in time and memory, beside a package for
// the same desks: both get the same changes from one simulated desk at the
// same time, each in a renderer process of its own. `cargo xtask bench npm`.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { join as path } from 'node:path';

import { build } from 'esbuild';
import { WebSocket } from 'ws';

import { chromium } from '../e2e/node_modules/playwright-core/index.mjs';
import { Relay, ROOT, simulator } from './harness.mjs';

const INPUTS = 24;
const AUXES = 4;
const ROUNDS = 150;
const ROUND_MILLIS = 100;
const CALL_ROUNDS = 200;
const CALL_ROUND_MILLIS = 16;
const SUBSCRIPTIONS = 10_000;
const RECONNECTS = 1_000;

/** Paths of the faders and sends that change. */
const PATHS = Array.from({ length: INPUTS }, (_, at) => at + 1).flatMap((input) => [
  `input.${input}`,
  ...Array.from({ length: AUXES }, (_, aux) => `input.${input}.aux.${aux + 1}`),
]);

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

const desk = await simulator();
const relay = await Relay.start(['--desk', `ui://${desk.match[1]}`]);
const pages = await servePages();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-component-update', '--disable-sync', '--site-per-process', '--enable-precise-memory-info'],
});
try {
  await main();
} finally {
  await browser.close();
  pages.close();
  await relay.stop();
  await desk.stop();
}

async function main() {
  const ours = await openPage('ours', { wasm: '/client_bg.wasm', invitation: await relay.invite() });
  const peer = await openPage('peer', { desk: desk.match[1] });
  const both = [ours, peer];
  console.log(`${cpus().length} x ${cpus()[0].model.trim()}, Chromium ${browser.version()}, ${new Date().toISOString().slice(0, 10)}`);

  for (const page of both) await page.call('subscribe', PATHS);
  await pause(1_000);
  const idle = await costs(both, () => pause(ROUNDS * ROUND_MILLIS));
  for (const page of both) page.before = await page.call('received');
  const busy = await costs(both, feed);
  console.log(`\nchanges: ${ROUNDS} rounds over ${PATHS.length} faders and sends, ${ROUNDS * PATHS.length} in ${(ROUNDS * ROUND_MILLIS) / 1000} s`);
  console.log(row('', 'received', 'idle ms', 'busy ms', 'us/change'));
  for (const [at, page] of both.entries()) {
    const received = (await page.call('received')) - page.before;
    const perChange = ((busy[at] - idle[at]) / received) * 1000;
    console.log(row(page.name, received, idle[at].toFixed(0), busy[at].toFixed(0), perChange.toFixed(2)));
  }

  console.log(`\nsetFaderDb: ${CALL_ROUNDS} rounds over ${INPUTS} faders, ${CALL_ROUNDS * INPUTS} calls`);
  console.log(row('', 'calls', 'in calls ms', 'main ms', 'us/call'));
  for (const page of both) {
    const quiet = await costs([page], () => pause(CALL_ROUNDS * CALL_ROUND_MILLIS));
    let took;
    const whole = await costs([page], async () => (took = await page.evaluate(callFaders, [CALL_ROUNDS, CALL_ROUND_MILLIS, INPUTS])));
    const perCall = ((whole[0] - quiet[0]) / took.calls) * 1000;
    console.log(row(page.name, took.calls, took.millis.toFixed(1), whole[0].toFixed(0), perCall.toFixed(2)));
  }

  console.log('\nmemory of mediatrix-client, kB');
  console.log(row('', 'before', 'after', 'wasm before', 'wasm after'));
  const lasting = async (name, method, times) => {
    // Once before, so that what is made at first use is there.
    await ours.call(method, times / 10);
    const before = await memory(ours);
    await ours.call(method, times);
    const after = await memory(ours);
    console.log(row(`${times} ${name}`, ...[before.heap, after.heap, before.wasm, after.wasm].map((bytes) => (bytes / 1000).toFixed(0))));
  };
  await lasting('subscriptions', 'subscribeAndLeave', SUBSCRIPTIONS);
  await lasting('reconnects', 'reconnect', RECONNECTS);
}

/** Moves every fader in every round, as a third client of the desk. */
async function feed() {
  const third = new WebSocket(`ws://${desk.match[1]}`);
  await once(third, 'open');
  for (let round = 1; round <= ROUNDS; round++) {
    const began = performance.now();
    PATHS.forEach((target, at) => {
      const [, input, , aux] = target.split('.').map(Number);
      const key = aux ? `i.${input - 1}.aux.${aux - 1}.value` : `i.${input - 1}.mix`;
      third.send(`3:::SETD^${key}^${((round * 397 + at * 31) % 9_973) / 10_000 + 0.001}`);
    });
    if (round % 10 === 0) third.send('3:::ALIVE');
    await pause(Math.max(0, ROUND_MILLIS - (performance.now() - began)));
  }
  await pause(500);
  third.close();
}

/** Runs in the page: calls at the pace of a finger on each fader. */
async function callFaders([rounds, millis, inputs]) {
  let took = 0;
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    for (let input = 1; input <= inputs; input++) {
      globalThis.bench.setFaderDb(input, -60 + ((round * 7 + input * 3) % 600) / 10);
    }
    took += performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, millis));
  }
  return { calls: rounds * inputs, millis: took };
}

async function openPage(name, options) {
  // A context of its own, and so a process of its own.
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && console.error(`${name}: ${message.text()}`));
  await page.goto(pages.url(name));
  const cdp = await context.newCDPSession(page);
  // Time the main thread had a processor, whatever else runs on the machine.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const call = (method, ...given) => page.evaluate(([method, given]) => globalThis.bench[method](...given), [method, given]);
  await call('open', options);
  return { name: name === 'ours' ? 'mediatrix-client' : 'soundcraft-ui-connection', cdp, call, evaluate: (...given) => page.evaluate(...given) };
}

/** Milliseconds of main thread that each page spends while something runs. */
async function costs(pages, during) {
  const read = async ({ cdp }) => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  const before = await Promise.all(pages.map(read));
  await during();
  const after = await Promise.all(pages.map(read));
  return after.map((value, at) => value - before[at]);
}

async function memory({ cdp, call }) {
  for (let times = 0; times < 3; times++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return { heap: usedSize, wasm: await call('memoryBytes') };
}

function row(name, ...cells) {
  return name.padEnd(28) + cells.map((cell) => String(cell).padStart(14)).join('');
}

/** The two pages, bundled as an application would. */
async function servePages() {
  const files = new Map();
  for (const name of ['ours', 'peer']) {
    const result = await build({
      entryPoints: [path(ROOT, `tests/npm/bench/${name}.js`)],
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      write: false,
    });
    files.set(`/${name}.js`, ['text/javascript', result.outputFiles[0].contents]);
    files.set(`/${name}.html`, ['text/html', `<!doctype html><link rel="icon" href="data:,"><title>${name}</title><script type="module" src="/${name}.js"></script>`]);
  }
  const wasm = await readFile(path(ROOT, 'target/npm/package/wasm/client_bg.wasm'));
  files.set('/client_bg.wasm', ['application/wasm', wasm]);
  const answer = (request, response) => {
    const [type, content] = files.get(request.url) ?? [];
    if (type) response.writeHead(200, { 'content-type': type }).end(content);
    else response.writeHead(404).end();
  };
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: (name) => `http://127.0.0.1:${server.address().port}/${name}.html`,
    close: () => server.close(),
  };
}
