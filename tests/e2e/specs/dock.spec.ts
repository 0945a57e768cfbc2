// The chat beside the page one is on, where there is room; on phones a page of
// its own, from which one comes back to where one was.
import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures.ts';
import { visit } from '../pages/tour.ts';

const PLACES = [
  ['#/', '.bank .strip'],
  ['#/channel/input.1', '.detail'],
  ['#/shows', '.memory'],
  ['#/player', '.transport'],
  ['#/layers', 'main[data-page=layers]'],
] as const;

const hash = (page: Page) => page.evaluate(() => window.location.hash || '#/');

/** Panels that hide a part of what is in them. */
const squeezed = (page: Page) =>
  page.locator('.detail > .panel').evaluateAll((panels) =>
    panels
      .flatMap((panel) => [panel, ...panel.querySelectorAll('.panel__body')])
      .filter((box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1)
      .map((box) => `${box.className} of ${box.closest('.panel')?.id}`),
  );

for (const [name, viewport] of Object.entries({
  laptop: { width: 1280, height: 800 },
  tablet: { width: 820, height: 1180 },
  'low tablet': { width: 844, height: 600 },
})) {
  test(`on a ${name} the chat opens and closes beside every page`, async ({ join }) => {
    const ana = await join('Ana', 'engineer', { viewport });
    const { page } = ana;
    const key = page.locator('.topbar button[aria-controls=chat]');
    for (const [place, stands] of PLACES) {
      await visit(page, place, stands);
      for (const open of [true, false]) {
        if ((await key.getAttribute('aria-expanded')) !== String(open)) await key.click();
        await expect(key).toHaveAttribute('aria-expanded', String(open));
        await expect(ana.chat.composer, `beside ${place}`).toBeVisible({ visible: open });
        expect(await hash(page)).toBe(place);
        await expect(page.locator(stands).filter({ visible: true }).first(), `${place} stays`).toBeInViewport();
        expect(await ana.shell.tooWide(), `${place}, chat ${open}`).toEqual([]);
        if (open) expect(await squeezed(page), `panels too low for what is in them, on ${place}`).toEqual([]);
      }
    }
    await visit(page, '#/channel/input.1', '.detail');
    await key.click();
    await visit(page, '#/channel/input.2', '.detail');
    await expect(ana.chat.composer, 'it stays open over the next channel').toBeVisible();
    await ana.chat.say('From beside a channel');
    await ana.chat.has('From beside a channel');
  });
}

test('on a phone the chat leads back to where it was opened', async ({ join }) => {
  const ana = await join('Ana', 'engineer', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const { page } = ana;
  const close = page.locator('.chat__close');
  const away = async (place: string, stands: string) => {
    await expect(ana.chat.composer).toHaveCount(0);
    expect(await hash(page)).toBe(place);
    await expect(page.locator(stands).filter({ visible: true }).first()).toBeVisible();
  };
  await visit(page, '#/player', '.transport');
  await visit(page, '#/shows', '.memory');
  const leaving = [() => close.tap(), () => page.keyboard.press('Escape'), () => page.goBack()];
  for (const leave of leaving) {
    await ana.chat.open();
    expect(await hash(page)).toBe('#/chat');
    await leave();
    await away('#/shows', '.memory');
  }
  // Behind it lies what it was opened from, also for who loads the page there.
  await ana.chat.open();
  await page.reload();
  await expect(ana.chat.composer).toBeVisible();
  await close.tap();
  await away('#/shows', '.memory');
  // The chat is no stop on the way back.
  await page.goBack();
  await away('#/player', '.transport');
  await visit(page, '#/channel/input.1', '.detail');
  await expect(page.locator('.navbar'), 'a channel needs the whole height').toBeHidden();
  await visit(page, '#/chat', '#chat .composer');
  await close.tap();
  await away('#/channel/input.1', '.detail');
});

test('who comes to a phone’s chat first leaves it for the mix', async ({ join }) => {
  const ana = await join('Ana', 'engineer', { viewport: { width: 390, height: 844 } });
  const { context } = ana;
  const page = await context.newPage();
  await page.goto(`${new URL(ana.page.url()).origin}/#/chat`);
  await page.locator('.chat__close').click();
  await expect(page.locator('.bank .strip').first()).toBeVisible();
  await expect(page.locator('.chat')).toHaveCount(0);
});
