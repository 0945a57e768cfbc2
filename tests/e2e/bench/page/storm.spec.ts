// A storm: the whole state of the desk at once, then 200 changes a second and
// all meters, on a page with a quarter of a processor, beside a bare page that
// shows the same number of elements and changes as many of them.
import { cpus, loadavg } from 'node:os';

import type { Page } from '@playwright/test';

import { expect, test } from '../../fixtures.ts';
import { Hand } from '../../harness/hand.ts';
import type { Person } from '../../pages/person.ts';
import { type Frames, quantile, throttled, traced } from './trace.ts';

const SLOWER = 4;
const SECONDS = 10;
/** Inputs that are on the screen, all of which move. */
const STRIPS = 24;
/** A screen with room for them all. */
const SCREEN = { width: 2560, height: 1080 };
const CHANGES_PER_SECOND = 200;

test('main-thread work per frame', async ({ browser, desk, join }) => {
  const ana = await join('Ana', 'admin', { viewport: SCREEN });
  ana.expectOutages();
  await showAll(ana);
  const nodes = await ana.page.evaluate(() => document.querySelectorAll('*').length);
  const canvases = await ana.page.locator('canvas.meter__level').count();
  await throttled(ana.page, SLOWER);
  const rest = () => ana.page.waitForTimeout(SECONDS * 1000);

  const meters = await traced(ana.page, rest);
  const dump = await traced(ana.page, async () => {
    await desk.crash();
    await desk.restart();
    await expect(ana.mixer.level('Input 24')).not.toHaveAttribute('aria-disabled', 'true', { timeout: 30_000 });
    await ana.page.waitForTimeout(1_000);
  });
  const context = await browser.newContext();
  const hand = await Hand.on(context, desk.address);
  await hand.drums(STRIPS, CHANGES_PER_SECOND);
  const storm = await traced(ana.page, rest);
  const changes = await hand.moves();
  await context.close();

  const beside = async (fill: (page: Page) => Promise<void>) => {
    const bare = await browser.newContext({ viewport: SCREEN });
    const page = await bare.newPage();
    await fill(page);
    await throttled(page, SLOWER);
    const floor = await traced(page, rest);
    await bare.close();
    return floor;
  };
  const bars = await beside((page) => page.evaluate(columns, { meters: canvases }));
  const floor = await beside((page) =>
    page.evaluate(plain, { nodes, strips: STRIPS, changes: CHANGES_PER_SECOND }),
  );

  console.log(
    [
      '',
      `${nodes} elements, ${SLOWER} times slower, ${changes} changes sent to the desk in the storm`,
      row('main-thread work per frame, ms', ['p50', 'p95', 'p99', 'longest', 'frames/s']),
      told('meters alone', meters),
      told(`a bare page with ${canvases} columns and nothing else`, bars),
      told('whole state after a restart of the desk', dump),
      told('200 changes a second and meters', storm),
      told('a bare page with as many elements and changes', floor),
      `${cpus().length} x ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, Chromium ${browser.version()}`,
    ].join('\n'),
  );
});

/** Puts every input on one layer, and the chat away. */
async function showAll({ page, mixer }: Person): Promise<void> {
  const strips = Array.from({ length: STRIPS }, (_, index) => `input.${index + 1}`);
  const words = JSON.stringify({ mediatrix: 'layers', layers: [{ id: 'all', name: 'All', strips }] });
  const file = { name: 'layers.json', mimeType: 'application/json', buffer: Buffer.from(words) };
  await page.evaluate(() => window.location.assign('#/layers'));
  await page.locator('input[type=file]').setInputFiles(file);
  await page.evaluate(() => window.location.assign('#/'));
  await mixer.layer('All').click();
  await page.getByRole('region', { name: 'Crew chat' }).getByRole('button', { name: 'Close' }).click();
  await expect(mixer.level(`Input ${STRIPS}`)).toBeInViewport();
}

function told(name: string, { work, seconds }: Frames): string {
  const marks = [0.5, 0.95, 0.99, 1].map((share) => quantile(work, share).toFixed(1));
  return row(name, [...marks, (work.length / seconds).toFixed(0)]);
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(48) + cells.map((cell) => cell.padStart(10)).join('');
}

/** Runs in a page: as many columns as the app has, drawn 30 times a second by the shortest script. */
function columns({ meters }: { meters: number }): void {
  const contexts = Array.from({ length: meters }, () => {
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 320;
    canvas.style.cssText = 'width:8px;height:320px';
    document.body.append(canvas);
    return canvas.getContext('2d');
  });
  let at = 0;
  const draw = () => {
    at += 1;
    for (const [index, context] of contexts.entries()) {
      const top = (at * 7 + index * 40) % 320;
      context?.clearRect(0, 0, 1, 320);
      context?.fillRect(0, top, 1, 320 - top);
    }
    setTimeout(() => requestAnimationFrame(draw), 24);
  };
  requestAnimationFrame(draw);
}

/** Runs in a page: as many elements as the app, and as many changes of a position and a text. */
function plain({ nodes, strips, changes }: { nodes: number; strips: number; changes: number }): void {
  const style = document.createElement('style');
  style.textContent =
    'main{display:flex;flex-wrap:wrap}section{width:72px;height:24px;overflow:hidden;font:12px sans-serif}' +
    'i{display:block;height:2px;transform:translateY(calc(var(--pos,0)*20px))}';
  document.head.append(style);
  const main = document.createElement('main');
  const cells: { cap: HTMLElement; text: HTMLElement }[] = [];
  for (let made = 0; made + 4 <= nodes; made += 4) {
    const section = document.createElement('section');
    const cap = document.createElement('i');
    const text = document.createElement('b');
    text.textContent = '-12.3';
    section.append(cap, text, document.createElement('u'));
    main.append(section);
    cells.push({ cap, text });
  }
  document.body.replaceChildren(main);
  // The desk tells changes in rounds of 33 ms, and so does this.
  const perRound = Math.round((changes * 33) / 1000);
  let at = 0;
  setInterval(() => {
    for (let one = 0; one < perRound; one += 1) {
      at += 1;
      const cell = cells[(at * 7) % strips];
      cell?.cap.style.setProperty('--pos', String((at % 100) / 100));
      if (cell) cell.text.textContent = (-(at % 60) / 3).toFixed(1);
    }
  }, 33);
}

