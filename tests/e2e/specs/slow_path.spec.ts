// A path of 300 ms: what a hand does wildly arrives as the latest, never as a
// queue, and what others do is not sent back.
import { expect, test } from '../fixtures.ts';

/** How late everything is, in either direction. */
const DELAY = 300;
const WILD_MILLIS = 10_000;
/** 30 writes a second, and a few for where a second begins. */
const MOST_WRITES = 310;
/** A machine that builds meanwhile is late by itself; without that it is half a second. */
const PATIENCE = 3_000;
/** The kind of a frame that sets something, `docs/protocol.md`, Binary frames. */
const SET = 0x11;

test('ten wild seconds end where they are let go, in at most 30 writes a second', async ({
  desk,
  relay,
  path,
  arrive,
  join,
}, info) => {
  test.slow();
  path.slow(DELAY);
  const ana = await arrive('Ana');
  const sets: number[] = [];
  ana.page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      if (typeof payload !== 'string' && payload[0] === SET) sets.push(Date.now());
    });
  });
  await ana.joinBy(path.through(await relay.invite('engineer')));
  const ben = await join('Ben', 'engineer');
  await ben.mixer.reads('Input 1', 'off');
  await ben.mixer.press('Input 1', '0');
  await ana.mixer.reads('Input 1', /^0\.0 decibels/);
  await ana.mixer.isFree('Input 1');

  const key = /SETD\^i\.0\.mix\^/;
  const before = await desk.received(key);
  await ana.mixer.hold('Input 1');
  const area = await ana.mixer.level('Input 1').locator('xpath=..').boundingBox();
  if (!area) throw new Error('there is no fader');
  const { mouse } = ana.page;
  const [x, middle] = [area.x + area.width / 2, area.y + area.height / 2];
  const began = Date.now();
  for (let passed = 0; passed < WILD_MILLIS; passed = Date.now() - began) {
    await mouse.move(x, middle + Math.sin(passed / 90) * area.height * 0.45);
  }
  // As low as it goes, which is one value and no other.
  await mouse.move(x, 795, { steps: 8 });
  await ana.mixer.reads('Input 1', 'off');
  await mouse.up();
  const released = Date.now();

  await expect
    .poll(async () => (await desk.received(key)).at(-1), { timeout: PATIENCE, intervals: [50] })
    .toMatch(/SETD\^i\.0\.mix\^0$/);
  await ben.mixer.reads('Input 1', /^off/);
  await ana.mixer.reads('Input 1', /^off/);
  const written = (await desk.received(key)).slice(before.length);
  // The desk's log begins each line with its time.
  const within = Number(written.at(-1)?.split(' ')[0]) - released;
  info.annotations.push({ type: 'measured', description: `${within} ms, ${written.length} writes, ${sets.length} sets` });
  expect(written.length, 'writes on the desk').toBeLessThanOrEqual(MOST_WRITES);
  expect(sets.length, 'sets on the wire').toBeLessThanOrEqual(MOST_WRITES);
  expect(written.length, 'it did move').toBeGreaterThan(30);

  // What comes from somebody else is shown and not sent back.
  await ana.mixer.isFree('Input 1');
  await ben.mixer.isFree('Input 1');
  sets.length = 0;
  await ben.mixer.press('Input 1', '0');
  await ana.mixer.reads('Input 1', /^0\.0 decibels/);
  // Whatever it might have sent has arrived before what is sent after it.
  await ana.mixer.mute('Input 2').click();
  await desk.receives(/SETD\^i\.1\.mute\^1$/);
  expect(sets, 'one set, for the mute').toHaveLength(1);
  expect((await desk.received(key)).slice(before.length + written.length), 'one write, by who moved it').toHaveLength(1);
});
