// Every view, sheet and question of the app, one after the other in one page,
// for those who look at all of them. Things are found by their shape, so that
// the tour is the same in every language.
import { expect, type Locator, type Page } from '@playwright/test';

/** One thing to look at: how it comes to the screen, and how it goes again. */
export interface Stop {
  name: string;
  come(page: Page): Promise<void>;
  go?(page: Page): Promise<void>;
}

/** Goes to a place and waits until it stands. */
export async function visit(page: Page, hash: string, stands: string): Promise<void> {
  await page.evaluate((hash) => window.location.assign(hash), hash);
  await expect(page.locator(stands).filter({ visible: true }).first()).toBeVisible();
}

const place = (name: string, hash: string, stands: string): Stop => ({
  name,
  come: (page) => visit(page, hash, stands),
});

const first = (page: Page, selector: string): Locator => page.locator(selector).filter({ visible: true }).first();
const escape = (page: Page) => page.keyboard.press('Escape');

/** Opens something by a click, and puts it away by Escape. */
const opened = (name: string, press: string, shows: string, clicks: 'left' | 'right' = 'left'): Stop => ({
  name,
  come: async (page) => {
    await first(page, press).click({ button: clicks });
    await expect(first(page, shows)).toBeVisible();
  },
  go: async (page) => {
    await escape(page);
    await expect(page.locator(shows).filter({ visible: true })).toHaveCount(0);
  },
});

const SHEET = 'dialog.sheet[open]';
const QUESTION = 'dialog.dialog[open]';

const MIX = place('mix', '#/', '.bank .strip');
const CHAT = place('chat', '#/chat', '#chat .composer');
const LOCK: Stop = {
  name: 'locked screen',
  come: async (page) => {
    await page.locator('button:has(use[href="#i-unlock"])').filter({ visible: true }).first().click();
    await expect(page.locator('.lock')).toBeVisible();
  },
  go: async (page) => {
    await page.locator('.lock button').click({ delay: 800 });
    await expect(page.locator('.lock')).toHaveCount(0);
  },
};

const channel = (path: string): Stop => place(path, `#/channel/${path}`, '.detail');

/** A message that is being changed, or is about to be deleted. */
const message = (name: string, tool: number, shows: string): Stop => ({
  name,
  come: async (page) => {
    const mine = page.locator('.msg:has(.msg__tools)').last();
    await mine.hover();
    await mine.locator('.msg__tools button').nth(tool).click();
    await expect(first(page, shows)).toBeVisible();
  },
  go: async (page) => {
    await escape(page);
    await expect(page.locator(shows)).toHaveCount(0);
  },
});

const BUS: Stop = {
  name: 'sends on faders',
  come: async (page) => {
    await MIX.come(page);
    await page.locator('.buses .bus').filter({ visible: true }).nth(1).click();
    await expect(first(page, '.busbar')).toBeVisible();
  },
  go: async (page) => {
    await page.locator('.busbar__back').filter({ visible: true }).first().click();
    await expect(page.locator('.busbar')).toHaveCount(0);
  },
};

const LAYER: Stop = {
  name: 'an own layer',
  come: async (page) => {
    await visit(page, '#/layers', 'main[data-page=layers]');
    await page.locator('main .nameform input').fill('Band');
    await page.keyboard.press('Enter');
    await page.locator('#choices button').first().click();
    await expect(page.locator('.order__row')).toHaveCount(1);
  },
};

const ARMING: Stop = {
  name: 'player and recorders, tracks open',
  come: async (page) => {
    await visit(page, '#/player', 'main[data-page=player]');
    await page.locator('details.arming > summary').click();
  },
};

/** The page of one channel of each kind, and the question of its preamp. */
export const CHANNELS: Stop[] = [
  channel('input.1'),
  {
    name: '+48 V asks',
    come: async (page) => {
      await channel('input.1').come(page);
      await page.locator('#input button').filter({ hasText: '48' }).first().click();
      await expect(page.getByRole('alertdialog')).toBeVisible();
    },
    go: async (page) => {
      await escape(page);
      await expect(page.getByRole('alertdialog')).toHaveCount(0);
    },
  },
  ...['line.1', 'player.1', 'sub.1', 'fx.1', 'aux.1', 'vca.1', 'master'].map(channel),
];

/** What who runs the desk sees on a large screen. */
export const CREW: Stop[] = [
  MIX,
  opened('a typed level', '.bank .readout', '.entry'),
  {
    name: 'a boosted level',
    come: async (page) => {
      await page.locator('.bank input[type=range]').first().press('0');
      await first(page, '.bank .readout').click();
      await page.locator('.entry__step--held').click();
      await expect(first(page, '.fading--up')).toBeVisible();
    },
    go: async (page) => {
      await page.locator('.fading--up').click();
      await expect(page.locator('.fading--up')).toHaveCount(0);
    },
  },
  opened('name and looks of a strip', '.bank .scribble__link', SHEET, 'right'),
  BUS,
  LOCK,
  ...CHANNELS,
  place('own layers, none chosen', '#/layers', 'main[data-page=layers]'),
  LAYER,
  place('meters', '#/meters', '.bridge__column'),
  place('shows', '#/shows', '.memory'),
  opened('a question before loading', '.memory > .btn', QUESTION),
  {
    name: 'more with a show',
    come: async (page) => {
      await first(page, '.memory > .icon-btn').click();
      await expect(first(page, '.memory__more')).toBeVisible();
    },
  },
  ARMING,
  CHAT,
  message('a message changed', 0, '.msg__edit'),
  message('a message deleted', 1, '[role=alertdialog]'),
  place('no such channel', '#/channel/input.99', 'main .blank'),
];

/** What lies behind the pickers of a phone. */
export const PHONE: Stop[] = [
  MIX,
  ...['buses', 'layers', 'mute groups'].map(
    (name, at): Stop => ({
      name: `${name} of a phone`,
      come: async (page) => {
        await page.locator('.pickers .picker').nth(at).click();
        await expect(first(page, SHEET)).toBeVisible();
      },
      go: async (page) => {
        await escape(page);
        await expect(page.locator(SHEET)).toHaveCount(0);
      },
    }),
  ),
  channel('input.1'),
  place('own layers', '#/layers', 'main[data-page=layers]'),
  place('shows', '#/shows', '.memory'),
  place('player', '#/player', 'main[data-page=player]'),
  CHAT,
];

/** A musician's views; their mix once without and once with channels of their own. */
export const MUSICIAN: Stop[] = [
  place('my mix, nobody chosen', '#/my-mix', '.mixrow'),
  {
    name: 'my mix arranged',
    come: async (page) => {
      await first(page, '.ownmix__head button').click();
      await expect(first(page, SHEET)).toBeVisible();
      const rows = page.locator('.arrange__row');
      for (const row of [rows.nth(0), rows.nth(1)]) await row.locator('button').first().click();
      await rows.nth(2).locator('.icon-btn').click();
      for (const row of [rows.nth(3), rows.nth(4)]) await row.locator('select').selectOption({ index: 1 });
    },
    go: async (page) => {
      await escape(page);
      await expect(page.locator(SHEET)).toHaveCount(0);
    },
  },
  place('my mix', '#/my-mix', '.moreme'),
  MIX,
  CHAT,
  channel('input.1'),
  channel('aux.1'),
];

/** What those see who only look. */
export const GUEST: Stop[] = [
  MIX,
  CHAT,
  channel('input.1'),
  place('own layers', '#/layers', 'main[data-page=layers]'),
  place('no shows', '#/shows', 'main .blank'),
  place('no player', '#/player', 'main .blank'),
];

/** Walks, and looks at each stop. */
export async function walk(page: Page, stops: Stop[], look: (stop: string) => Promise<void>): Promise<void> {
  for (const stop of stops) {
    await stop.come(page).catch((error: Error) => {
      throw new Error(`${stop.name} did not come: ${error.message}`);
    });
    await look(stop.name);
    await stop.go?.(page);
  }
}
