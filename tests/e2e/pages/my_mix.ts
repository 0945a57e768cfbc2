// A musician's own mix: its rows, and how it is arranged.
import { expect, type Locator, type Page } from '@playwright/test';

import { swipe } from './swipe.ts';

export class MyMix {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  row(name: string): Locator {
    return this.#page.getByRole('slider', { name: `${name} level`, exact: true });
  }

  mute(name: string): Locator {
    return this.#page.getByRole('button', { name: `Mute ${name}`, exact: true });
  }

  /** Taps a row's number, which opens a field to type in. */
  async openNumber(name: string): Promise<void> {
    const number = this.#page.getByRole('button', { name: new RegExp(`, ${name}: type or step$`) });
    // Rows may be made anew while a page begins.
    const box = await expect
      .poll(async () => {
        await number.scrollIntoViewIfNeeded({ timeout: 2_000 }).catch(() => undefined);
        return number.boundingBox();
      })
      .not.toBeNull()
      .then(() => number.boundingBox());
    if (!box) throw new Error(`the number of ${name} is not on the screen`);
    await this.#page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    await expect(this.field).toBeFocused();
  }

  /** The open field of a number. */
  get field(): Locator {
    return this.#page.getByRole('textbox', { name: 'Level in dB' });
  }

  /** The rows' names from top to bottom. */
  async order(): Promise<string[]> {
    return this.#page.locator('.mixrows .mixrow').getByRole('slider').evaluateAll((rows) =>
      rows.map((row) => (row.getAttribute('aria-label') ?? '').replace(/ level$/, '')),
    );
  }

  /** What rows read, in the words of a screen reader. */
  async readings(names: string[]): Promise<string[]> {
    return Promise.all(names.map(async (name) => (await this.row(name).getAttribute('aria-valuetext')) ?? ''));
  }

  /** Says which channels are me, which are favourites and which belong to a group. */
  async arrange({
    me = [],
    favourites = [],
    groups = {},
  }: {
    me?: string[];
    favourites?: string[];
    groups?: Record<string, string>;
  }): Promise<void> {
    await this.#page.getByRole('button', { name: 'Arrange my mix' }).first().click();
    const sheet = this.#page.getByRole('dialog', { name: 'Arrange my mix' });
    for (const name of me) await sheet.getByRole('button', { name: `${name}: Me`, exact: true }).click();
    for (const name of favourites) await sheet.getByRole('button', { name: `${name}: Favourite`, exact: true }).click();
    for (const [name, group] of Object.entries(groups)) {
      await sheet.getByRole('combobox', { name: `${name}: Group`, exact: true }).selectOption(group);
    }
    await sheet.getByRole('button', { name: 'Close' }).click();
    await expect(sheet).toBeHidden();
  }

  async swipe(name: string, by: { up?: number; left?: number; right?: number }): Promise<void> {
    const row = this.row(name);
    await row.scrollIntoViewIfNeeded();
    const box = await row.boundingBox();
    if (!box) throw new Error(`the row of ${name} is not on the screen`);
    await swipe(this.#page, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, by);
  }
}
