// In a system's own few colours, as people with low vision choose them, what is
// on still looks other than what is off, and what has the focus can be seen.
import { expect, test } from '../fixtures.ts';
import { unmarked } from '../pages/barriers.ts';
import { CREW, MUSICIAN, walk } from '../pages/tour.ts';

// A tour of every view takes a while on a busy machine.
test.describe.configure({ timeout: 240_000 });

const OWN = { forcedColors: 'active', reducedMotion: 'reduce' } as const;

test('in a system’s own colours everything that is on looks so', async ({ join, arrive, relay }) => {
  const found: string[] = [];
  const ana = await join('Ana', 'engineer', OWN);
  await ana.mixer.mute('Input 1').click();
  await ana.mixer.solo('Input 2').click();
  await ana.chat.say('A line to look at');
  await walk(ana.page, CREW, async (stop) => {
    found.push(...(await unmarked(ana.page)).map((what) => `${stop}: ${what}`));
  });
  const mia = await arrive('Mia', { ...OWN, viewport: { width: 390, height: 844 } });
  await mia.joinBy(await relay.invite('musician', '--bus', '1'));
  await walk(mia.page, MUSICIAN, async (stop) => {
    found.push(...(await unmarked(mia.page)).map((what) => `${stop}: ${what}`));
  });
  expect([...new Set(found)]).toEqual([]);
});

test('in a system’s own colours caps and the focus can be seen', async ({ join }) => {
  const ana = await join('Ana', 'engineer', OWN);
  const level = ana.mixer.level('Input 2');
  const cap = level.locator('xpath=..').locator('.fader__cap');
  await expect(cap).not.toHaveCSS('border-style', 'none');
  await ana.mixer.press('Input 2', 'ArrowUp');
  await expect(cap).not.toHaveCSS('outline-style', 'none');
});
