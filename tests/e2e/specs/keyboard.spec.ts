// Without a mouse or a finger: joining, mixing and talking by keys alone.
import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures.ts';

/** Enough to get around every control of a screen. */
const MOST_STOPS = 150;

/** Presses Tab until the focus is where its accessible name says. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    });
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
    passed.push(focused);
  }
  throw new Error(`Tab does not lead to ${name}, only to: ${passed.join(' | ')}`);
}

test('everything that matters works by keys', async ({ arrive, desk, relay, join }) => {
  const ben = await join('Ben', 'admin');
  await ben.chat.open();
  const ana = await arrive('Ana');
  const { page } = ana;
  const keys = page.keyboard;

  await page.goto(await relay.invite('engineer'));
  const name = page.getByRole('textbox', { name: 'Your name' });
  await expect(name).toBeVisible();
  for (let stop = 0; stop < 10 && !(await name.evaluate((field) => field === document.activeElement)); stop += 1) {
    await keys.press('Tab');
  }
  await keys.type('Ana');
  await keys.press('Enter');
  await expect(ana.shell.live).toBeVisible();

  await tabTo(page, 'Input 1 level');
  await keys.press('0');
  await ben.mixer.reads('Input 1', '0.0 decibels');
  await keys.press('ArrowUp');
  await ben.mixer.reads('Input 1', '0.5 decibels');
  await keys.press('Shift+ArrowDown');
  await ben.mixer.reads('Input 1', '0.4 decibels');
  await keys.press('PageDown');
  await ben.mixer.reads('Input 1', 'minus 2.6 decibels');
  await keys.press('Home');
  await ben.mixer.reads('Input 1', 'off');
  await keys.press('End');
  await ben.mixer.reads('Input 1', '0.0 decibels');

  await keys.press('m');
  await ben.mixer.isOn(ben.mixer.mute('Input 1'), true);
  await desk.receives(/SETD\^i\.0\.mute\^1$/);
  await tabTo(page, 'Solo Input 1');
  await keys.press('Space');
  await ben.mixer.isOn(ben.mixer.solo('Input 1'), true);

  await tabTo(page, /^Message /);
  await keys.type('No mouse here');
  await keys.press('Enter');
  await ben.chat.has('No mouse here');
});

test.describe('at a concert', () => {
  test.use({ scene: 'demo' });

  test('the lectern is set to 6 dB less and muted by keys alone', async ({ arrive, desk, relay }) => {
    const ana = await arrive('Ana');
    await ana.joinBy(await relay.invite('engineer'));
    await tabTo(ana.page, 'Lectern level');
    await ana.page.keyboard.press('Enter');
    await ana.page.keyboard.type('-6.5');
    await ana.page.keyboard.press('Enter');
    await ana.mixer.reads('Lectern', 'minus 6.5 decibels');
    for (let step = 0; step < 5; step += 1) await ana.page.keyboard.press('Shift+ArrowUp');
    await ana.mixer.reads('Lectern', 'minus 6.0 decibels');
    await desk.receives(/SETD\^i\.\d+\.mix\^0\.612\d*$/);
    await ana.page.keyboard.press('m');
    await ana.mixer.reads('Lectern', 'minus 6.0 decibels, muted');
    await desk.receives(/SETD\^i\.\d+\.mute\^1$/);
  });
});
