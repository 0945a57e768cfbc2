// The page of one channel: its graphs, knobs, fields and keys, by the names a
// screen reader says.
import { expect, type Locator, type Page } from '@playwright/test';

/** Movements that a drawn mouse makes on its way. */
const DRAG_STEPS = 10;

export class Channel {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The channel's name in the bar. */
  heading(name: string): Locator {
    return this.#page.getByRole('heading', { level: 1, name: new RegExp(`${name}$`) });
  }

  /** Opens it from its strip in the mix. */
  async openFromStrip(name: string): Promise<void> {
    await this.#page.getByRole('link', { name: new RegExp(`^Open .*${name}$`) }).click();
    await expect(this.heading(name)).toBeVisible();
  }

  /** Opens it by address. */
  async open(path: string): Promise<void> {
    await this.#page.evaluate((hash) => window.location.assign(hash), `#/channel/${path}`);
    await expect(this.#page.locator('.detail')).toBeVisible();
  }

  /** A knob, a bar, a point or a horizontal fader. */
  slider(name: string): Locator {
    return this.#page.getByRole('slider', { name, exact: true });
  }

  /** A value that can be typed over. */
  field(name: string): Locator {
    return this.#page.getByRole('textbox', { name, exact: true });
  }

  switch(name: string): Locator {
    return this.#page.getByRole('switch', { name, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.#page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  choice(name: string): Locator {
    return this.#page.getByRole('combobox', { name, exact: true });
  }

  /** Types a value as a person does. */
  async type(field: string, words: string): Promise<void> {
    await this.field(field).click();
    await this.#page.keyboard.type(words);
    await this.#page.keyboard.press('Enter');
  }

  /** Presses a key on a slider as often as given. */
  async press(slider: string, key: string, times = 1): Promise<void> {
    await this.slider(slider).focus();
    for (let time = 0; time < times; time += 1) await this.#page.keyboard.press(key);
  }

  /** Waits until a slider reads as given. */
  async reads(slider: string, words: string | RegExp): Promise<void> {
    await expect(this.slider(slider)).toHaveAttribute('aria-valuetext', words);
  }

  /** Drags with the mouse from the middle of something, by so many pixels. */
  async drag(from: Locator, { right = 0, up = 0 }: { right?: number; up?: number }): Promise<void> {
    await from.scrollIntoViewIfNeeded();
    const box = await from.boundingBox();
    if (!box) throw new Error('nothing to drag on the screen');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await this.#page.mouse.move(x, y);
    await this.#page.mouse.down();
    await this.#page.mouse.move(x + right, y - up, { steps: DRAG_STEPS });
    await this.#page.mouse.up();
  }

  /** Draws a finger from the middle of something, by so many pixels. */
  async swipe(from: Locator, { right = 0, up = 0 }: { right?: number; up?: number }): Promise<void> {
    await from.scrollIntoViewIfNeeded();
    const box = await from.boundingBox();
    if (!box) throw new Error('nothing to swipe on the screen');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const screen = await this.#page.context().newCDPSession(this.#page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
      screen.send('Input.dispatchTouchEvent', { type, touchPoints });
    await touch('touchStart', [{ x, y }]);
    for (let step = 1; step <= DRAG_STEPS; step += 1) {
      const part = step / DRAG_STEPS;
      await touch('touchMove', [{ x: x + right * part, y: y - up * part }]);
    }
    await touch('touchEnd', []);
    await screen.detach();
  }

  /** Presses a button for as long as it must be held. */
  async hold(name: string): Promise<void> {
    const button = this.button(name);
    await button.hover();
    await this.#page.mouse.down();
    await expect(button).toHaveCount(0);
    await this.#page.mouse.up();
  }
}
