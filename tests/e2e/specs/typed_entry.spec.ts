// The field of a number stands wholly in sight, wherever its strip is.
import { expect, test } from '../fixtures.ts';

const SCREENS = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  'phone on its side': { viewport: { width: 844, height: 390 }, hasTouch: true },
  laptop: { viewport: { width: 1280, height: 800 } },
} as const;

for (const [name, options] of Object.entries(SCREENS)) {
  test(`on a ${name} no edge cuts the field of a number`, async ({ join }) => {
    const ana = await join('Ana', 'admin', options);
    const { page } = ana;
    const entry = page.locator('.entry');
    const whole = async (strip: string) => {
      await expect(entry, strip).toBeVisible();
      // What is at its corners belongs to it, so nothing lies over them.
      const covered = await entry.evaluate((entry) => {
        const { left, top, right, bottom } = entry.getBoundingClientRect();
        const corners = [left + 3, right - 3].flatMap((x) => [top + 3, bottom - 3].map((y) => [x, y] as const));
        return corners.filter(([x, y]) => !entry.contains(document.elementFromPoint(x, y)));
      });
      expect(covered, `corners of the field of ${strip}`).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(entry).toHaveCount(0);
    };
    const number = async (strip: string) => {
      const place = await ana.mixer.number(strip).boundingBox();
      if (!place) throw new Error(`${strip} has no number`);
      return place;
    };
    const bank = await page.locator('.bank').boundingBox();
    if (!bank) throw new Error('no bank');
    // Every strip whose number can be pressed, also when an edge cuts it.
    for (const scrolled of [0, 60, 9_999]) {
      await page.locator('.bank').evaluate((bank, left) => {
        bank.style.scrollSnapType = 'none';
        bank.scrollTo(left, 0);
      }, scrolled);
      for (let strip = 1; strip <= 12; strip += 1) {
        const { x, y, width, height } = await number(`Input ${strip}`);
        const [from, to] = [Math.max(x, bank.x), Math.min(x + width, bank.x + bank.width - 20)];
        if (to - from < 12) continue;
        await page.mouse.click((from + to) / 2, y + height / 2);
        await whole(`Input ${strip}, scrolled ${scrolled}`);
        await page.locator('.bank').evaluate((bank, left) => bank.scrollTo(left, 0), scrolled);
      }
    }
    const lock = page.getByRole('button', { name: 'Hold to unlock' });
    // Low screens have no room for the lock.
    if (!(await lock.isVisible())) return;
    await lock.click({ delay: 800 });
    await ana.mixer.number('Main mix').click();
    await whole('Main mix');
  });
}

for (const [name, options] of Object.entries({ phone: SCREENS.phone, laptop: SCREENS.laptop })) {
  test(`on a ${name} two quick taps on a number ask for 0 dB, and undo takes that back`, async ({ desk, join }) => {
    const ana = await join('Ana', 'engineer', options);
    const { page } = ana;
    const entry = page.locator('.entry');
    const press = async (times: number) => {
      const box = await ana.mixer.number('Input 2').boundingBox();
      if (!box) throw new Error('no number');
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      for (let time = 0; time < times; time += 1) {
        if ('hasTouch' in options) await page.touchscreen.tap(x, y);
        else await page.mouse.click(x, y);
      }
    };
    await expect(ana.mixer.level('Input 2')).toBeVisible();
    await press(2);
    await desk.receives(/SETD\^i\.1\.mix\^0\.76\d*$/);
    await ana.mixer.reads('Input 2', '0.0 decibels');
    await page.getByRole('button', { name: /^Undo, 1 step/ }).click();
    await ana.mixer.reads('Input 2', 'off');
    await expect(entry, 'no field was asked for').toHaveCount(0);
    await press(1);
    await expect(entry).toBeVisible();
  });
}
