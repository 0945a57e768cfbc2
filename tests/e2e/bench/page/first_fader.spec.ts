// From opening the page to the first fader that can be moved: somebody who has
// joined before opens it with an empty cache, over a slow network and with a
// quarter of a processor.
import { cpus, loadavg } from 'node:os';

import { test } from '../../fixtures.ts';
import { throttled } from './trace.ts';

const SLOWER = 4;
const TRIALS = 7;
const NETWORK = { offline: false, latency: 20, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 };

declare global {
  interface Window {
    /** When the page's first level could be moved, in milliseconds from its start. */
    firstFader: Promise<number>;
  }
}

test('first usable fader', async ({ browser, join, relay }) => {
  const ana = await join('Ana');
  const storageState = await ana.context.storageState();
  const times: number[] = [];
  let bytes = 0;
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const context = await browser.newContext({ storageState, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    const devtools = await throttled(page, SLOWER);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', NETWORK);
    bytes = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.addInitScript(watch);
    await page.goto(relay.url);
    times.push(await page.evaluate(() => window.firstFader));
    await context.close();
  }
  times.sort((a, b) => a - b);
  const words = times.map((time) => time.toFixed(0)).join(', ');
  console.log(
    [
      '',
      `first usable fader: median ${times[TRIALS >> 1]?.toFixed(0)} ms of ${words}`,
      `${(bytes / 1000).toFixed(1)} kB loaded; 10 Mbit/s, 20 ms, ${SLOWER} times slower, empty cache`,
      `${cpus().length} x ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, Chromium ${browser.version()}`,
    ].join('\n'),
  );
});

function watch(): void {
  window.firstFader = new Promise((resolve) => {
    const look = () => {
      const fader = document.querySelector('input[aria-label$=" level"]:not([aria-disabled="true"])');
      const area = fader?.parentElement?.getBoundingClientRect();
      if (area && area.height > 0) resolve(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });
}
