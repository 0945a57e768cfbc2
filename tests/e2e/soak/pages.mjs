// Pages of the app in Chromium for `cargo xtask soak`, which makes the network
// and reads the clock: one command per line on standard input, one answer per
// line on standard output, both JSON.
import { createInterface } from 'node:readline';

import { chromium } from '@playwright/test';

/** Runs in the page before the app: keeps the time of every change of the first level, and the app's memory. */
function watch() {
  const soak = { changes: [], memory: undefined };
  globalThis.soak = soak;
  const observer = new MutationObserver((changes) => {
    const fader = document.querySelector('input[aria-label$=" level"]');
    if (changes.some(({ target }) => target === fader)) {
      soak.changes.push(performance.timeOrigin + performance.now());
      if (soak.changes.length > 4000) soak.changes.splice(0, 2000);
    }
  });
  const options = { attributes: true, attributeFilter: ['aria-valuetext'], subtree: true };
  observer.observe(document, options);
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const made = await original.apply(WebAssembly, args);
      soak.memory ??= (made.instance ?? made).exports.memory;
      return made;
    };
  }
}

/** The first change after a time, waited for at most so long. */
function firstAfter([time, patience]) {
  const find = () => globalThis.soak.changes.find((change) => change > time);
  return new Promise((resolve) => {
    const end = performance.now() + patience;
    const look = () => {
      const found = find();
      if (found !== undefined || performance.now() > end) resolve(found ?? null);
      else setTimeout(look, 10);
    };
    look();
  });
}

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const pages = [];

const commands = {
  async open({ link, name }) {
    // Each in a browser profile of its own: storage and connections are apart.
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(link);
    await page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await page.getByRole('button', { name: /^Join/ }).click();
    await page.locator('input[aria-label$=" level"]').first().waitFor();
    pages.push({ page, devtools: await context.newCDPSession(page) });
    return pages.length;
  },
  /** Times of the first change after `time` in each page; null where none comes. */
  after: ({ time, patience }) => Promise.all(pages.map(({ page }) => page.evaluate(firstAfter, [time, patience]))),
  /** As when the network comes back. */
  async online() {
    await Promise.all(pages.map(({ page }) => page.evaluate(() => dispatchEvent(new Event('online')))));
  },
  /** Bytes of JavaScript's heap after collection, and of the app's own memory. */
  async memory() {
    const { page, devtools } = pages[0];
    await page.evaluate(() => globalThis.soak.changes.splice(0));
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    return { heap: usedSize, wasm: await page.evaluate(() => globalThis.soak.memory?.buffer.byteLength ?? 0) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...args } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ answer: (await commands[command](args)) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
await browser.close();
