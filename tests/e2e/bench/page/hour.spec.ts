// An hour's worth of moving faders in minutes, meters beside them: what the
// page keeps of it. The desk tells each parameter 30 times a second at most, so
// all 24 inputs move at once.
import { cpus, loadavg } from 'node:os';

import { expect, test } from '../../fixtures.ts';
import { Hand } from '../../harness/hand.ts';

/** A fade in every second of an hour, 30 steps each. */
const MOVES = 3600 * 30;
const INPUTS = 24;
const PER_SECOND = INPUTS * 30;
const SAMPLES = 10;

declare global {
  interface Window {
    wasmMemory?: WebAssembly.Memory;
  }
}

test('an hour of fades and meters', async ({ browser, desk, relay, arrive }) => {
  const ana = await arrive('Ana', { viewport: { width: 1920, height: 1080 } });
  await ana.page.addInitScript(keepMemory);
  await ana.joinBy(await relay.invite('admin'));
  await expect(ana.mixer.level('Input 12')).toBeAttached();
  const devtools = await ana.context.newCDPSession(ana.page);
  await devtools.send('Performance.enable');
  const sample = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    const wasm = await ana.page.evaluate(() => window.wasmMemory?.buffer.byteLength ?? NaN);
    return [of('Nodes'), of('JSEventListeners'), kib(of('JSHeapUsedSize')), kib(wasm)];
  };
  const context = await browser.newContext();
  const hand = await Hand.on(context, desk.address);
  await hand.drums(INPUTS, PER_SECOND);
  // What is made once, such as compiled code, is made now.
  await ana.page.waitForTimeout(5_000);
  const lines = [row(['moves', 'nodes', 'listeners', 'heap, KiB', 'wasm, KiB'])];
  const from = await hand.moves();
  for (let at = 0; at <= SAMPLES; at += 1) {
    await expect
      .poll(async () => (await hand.moves()) - from, { timeout: 120_000, intervals: [1_000] })
      .toBeGreaterThanOrEqual((MOVES * at) / SAMPLES);
    lines.push(row([(await hand.moves()) - from, ...(await sample())]));
  }
  await context.close();
  console.log(
    [
      '',
      ...lines,
      `${cpus().length} x ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, Chromium ${browser.version()}`,
    ].join('\n'),
  );
});

function kib(bytes: number): number {
  return Math.round(bytes / 1024);
}

/** Runs in the page before the app: keeps hold of the app's memory. */
function keepMemory(): void {
  for (const name of ['instantiate', 'instantiateStreaming'] as const) {
    const original = WebAssembly[name] as (...args: unknown[]) => Promise<WebAssembly.WebAssemblyInstantiatedSource>;
    Object.assign(WebAssembly, {
      [name]: async (...args: unknown[]) => {
        const made = await original.apply(WebAssembly, args);
        window.wasmMemory ??= made.instance.exports['memory'] as WebAssembly.Memory;
        return made;
      },
    });
  }
}

function row(cells: readonly (string | number)[]): string {
  return cells.map((cell) => String(cell).padStart(12)).join('');
}
