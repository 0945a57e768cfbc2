// Light or dark: at once, and for the next visit.
import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures.ts';

/** How bright the page's ground is, 0 to 255. */
async function brightness(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d');
    if (!canvas) return Number.NaN;
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
  });
}

test('the theme changes when asked, and is remembered', async ({ join }) => {
  const ana = await join('Ana');
  const button = ana.page.getByRole('button', { name: /^Light or dark, now: / });
  const seen = new Map<string, number>();
  for (let press = 0; press < 3; press += 1) {
    const name = (await button.getAttribute('aria-label')) ?? '';
    seen.set(name.replace(/^.*: /, ''), await brightness(ana.page));
    await button.click();
    await expect(button).not.toHaveAttribute('aria-label', name);
  }
  expect(seen.get('Dark')).toBeLessThan(60);
  expect(seen.get('Light')).toBeGreaterThan(190);

  while (!(await button.getAttribute('aria-label'))?.endsWith('Light')) await button.click();
  await ana.page.reload();
  await expect(ana.shell.live).toBeVisible();
  await expect(button).toHaveAttribute('aria-label', /Light$/);
  expect(await brightness(ana.page)).toBeGreaterThan(190);
});
