// Thumbs on a phone: a drag moves a level, and nothing else does.
import { expect, test } from '../fixtures.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('a drag moves the fader, a tap does not', async ({ desk, join }) => {
  const ana = await join('Ana', 'admin', PHONE);
  await ana.mixer.swipe('Input 1', { up: 80 });
  await expect.poll(() => ana.mixer.reading('Input 1')).toMatch(/decibels$/);
  const level = await ana.mixer.reading('Input 1');
  await desk.receives(/SETD\^i\.0\.mix\^0\.\d+$/);

  // High and low on the throw, and on the cap itself.
  for (const height of [0.1, 0.5, 0.9]) {
    await ana.mixer.tap('Input 1', height);
    await ana.mixer.reads('Input 1', level);
  }
  await ana.mixer.mute('Input 2').tap();
  await desk.receives(/SETD\^i\.1\.mute\^1$/);
  await ana.mixer.reads('Input 1', level);
});

test('scrolling the strips moves no fader', async ({ desk, join }) => {
  const ana = await join('Ana', 'admin', PHONE);
  await expect(ana.mixer.level('Input 1')).toBeVisible();
  const before = await ana.mixer.bankScroll();

  await ana.mixer.swipe('Input 2', { left: 150 });
  await expect.poll(() => ana.mixer.bankScroll()).toBeGreaterThan(before + 60);
  await ana.mixer.mute('Input 4').tap();
  await desk.receives(/SETD\^i\.3\.mute\^1$/);
  expect(await desk.received(/SETD\^i\.\d+\.mix\^/)).toEqual([]);
  await ana.mixer.reads('Input 2', 'off');
});
