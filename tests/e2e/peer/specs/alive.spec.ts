// Keep-alive: the library's ALIVE keeps the data coming for as long as it is
// connected.
import { expect, test } from '../fixtures.ts';
import { says } from '../remote.ts';

/** More than twice as long as a desk waits for ALIVE. */
const LONG_MILLIS = 12_000;

/** How long data may be missing on a busy machine; without ALIVE it would not come back. */
const LONGEST_GAP_MILLIS = 4_000;

test('twelve seconds on end the desk goes on telling', async ({ connect, desk }) => {
  const [ana, ben] = [await connect(), await connect()];
  const from = performance.now();
  await expect.poll(() => performance.now() - from, { timeout: 2 * LONG_MILLIS }).toBeGreaterThan(LONG_MILLIS);
  for (const { beats } of [ana, ben]) {
    const gaps = beats.slice(1).map((at, index) => at - (beats[index] ?? at));
    expect(Math.max(...gaps)).toBeLessThan(LONGEST_GAP_MILLIS);
    expect(beats.filter((at) => at > from).length).toBeGreaterThan(200);
  }
  const alive = await desk.received(/ALIVE$/);
  expect(alive.length).toBeGreaterThanOrEqual(20);
  ana.ui.master.setFaderLevelDB(-10);
  await says(ben.ui.master.faderLevelDB$, -10);
});
