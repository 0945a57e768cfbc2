// The main views on a phone, a tablet, a laptop and a large screen, dark and
// light, in the middle of a concert: people are here, mix and talk.
import { mkdir, writeFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures.ts';
import { ROOT } from '../harness/paths.ts';
import type { Person } from '../pages/person.ts';
import { visit } from '../pages/tour.ts';

const FOLDER = `${ROOT}docs/screenshots`;
/** Words stay sharp, and a large screen takes less than 200 kB. */
const QUALITY = 82;
/** So many pictures of the screen until meters have risen and notes have come. */
const SETTLED_FRAMES = 40;

const SCREENS = [
  { width: 390, height: 844, hasTouch: true, isMobile: true },
  { width: 820, height: 1180, hasTouch: true, isMobile: true },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];

test.use({ scene: 'demo' });

/** Takes a picture in each theme, as `mixer-390-dark.webp`. */
async function picture(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width;
  const browser = await page.context().newCDPSession(page);
  for (const theme of ['dark', 'light']) {
    await chooses(page, theme);
    await page.evaluate(
      (frames) =>
        new Promise<void>((resolve) => {
          const wait = (left: number) => (left > 0 ? requestAnimationFrame(() => wait(left - 1)) : resolve());
          wait(frames);
        }),
      SETTLED_FRAMES,
    );
    const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
    await writeFile(`${FOLDER}/${name}-${width}-${theme}.webp`, Buffer.from(data, 'base64'));
  }
  await browser.detach();
}

/** Presses the button for light and dark until it is as wanted. */
async function chooses(page: Page, theme: string): Promise<void> {
  await expect(async () => {
    const now = await page.evaluate((wanted) => {
      const html = document.documentElement;
      if (html.dataset['theme'] !== wanted) {
        document.querySelector<HTMLElement>('[aria-label^="Light or dark"]')?.click();
      }
      return html.dataset['theme'];
    }, theme);
    expect(now).toBe(theme);
  }).toPass();
}

/** What was said before the picture is taken. */
async function talk(stage: Person, monitors: Person): Promise<void> {
  await stage.chat.open();
  await stage.chat.say('Monitors are patched, drum riser is clear.');
  await stage.chat.has('Monitors are patched');
  await monitors.chat.open();
  await monitors.chat.say('Thanks. Can somebody check the second hand mic?');
  await monitors.chat.has('Thanks.');
  await stage.chat.say('New battery is in, line is good.');
  await stage.chat.say('Doors in 12 minutes.');
  await stage.chat.has('Doors in 12');
}

for (const { width, height, ...device } of SCREENS) {
  test(`the views at ${width} x ${height}`, async ({ arrive, join, relay }) => {
    await mkdir(FOLDER, { recursive: true });
    const screen = { viewport: { width, height }, ...device };

    const nina = await arrive('Nina', screen);
    await nina.page.goto(await relay.invite('musician', '--bus', '2'));
    await nina.page.getByRole('textbox', { name: 'Your name' }).fill('Nina');
    await picture(nina.page, 'join');
    await nina.page.getByRole('button', { name: /^Join/ }).click();
    await expect(nina.shell.live).toBeVisible();
    await nina.myMix.arrange({ me: ['Singer'], groups: { Kick: 'Drums', Snare: 'Drums' } });
    await nina.page.getByRole('button', { name: 'More me', exact: true }).click();

    const stage = await join('Stage', 'engineer');
    const monitors = await join('Monitors', 'engineer');
    await talk(stage, monitors);
    const foh = await join('FOH', 'engineer', screen);
    const { page } = foh;
    await picture(nina.page, 'my-mix');

    await visit(page, '#/', '.bank .strip');
    await monitors.mixer.solo('Keys').click();
    await stage.mixer.mute('Bass').click();
    await monitors.mixer.hold('Guitar');
    await expect(page.locator('.fader[data-held=other]').first()).toBeVisible();
    await picture(page, 'mixer');
    await visit(page, '#/channel/input.1', '.detail');
    await picture(page, 'channel');
    await visit(page, '#/channel/aux.1', '.detail');
    await picture(page, 'aux');
    await visit(page, '#/channel/fx.1', '.detail');
    await picture(page, 'effect');
    await visit(page, '#/shows', '.memory');
    await picture(page, 'shows');
    await visit(page, '#/player', '.transport');
    await picture(page, 'player');
    await visit(page, '#/meters', '.bridge__column');
    await picture(page, 'meters');
    await visit(page, '#/layers', 'main[data-page=layers]');
    await page.locator('main .nameform input').fill('Band');
    await page.keyboard.press('Enter');
    const keys = page.locator('#choices button');
    for (const key of [0, 1, 3, 5]) await keys.nth(key).click();
    await picture(page, 'layers');

    await visit(page, '#/', '.bank .strip');
    const picker = page.locator('.pickers .picker').filter({ visible: true });
    if ((await picker.count()) > 0) await picker.first().click();
    await page.locator('.buses .bus').filter({ visible: true }).nth(1).click();
    await expect(page.locator('.busbar')).toBeVisible();
    await picture(page, 'sends');
    await page.locator('.busbar__back').click();
    await visit(page, '#/chat', '#chat .composer');
    await picture(page, 'chat');
  });
}
