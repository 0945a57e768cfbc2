// The mix: faders and keys of the strips shown. Strips are named as on the
// screen, such as `Input 1`.
import { expect, type Locator, type Page } from '@playwright/test';

export class Mixer {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  level(strip: string): Locator {
    return this.#page.getByRole('slider', { name: `${strip} level`, exact: true });
  }

  mute(strip: string): Locator {
    return this.#page.getByRole('button', { name: `Mute ${strip}`, exact: true });
  }

  solo(strip: string): Locator {
    return this.#page.getByRole('button', { name: `Solo ${strip}`, exact: true });
  }

  layer(name: string | RegExp): Locator {
    return this.#page.getByRole('tab', { name });
  }

  /** Moves a fader with the mouse, by so many pixels upwards. */
  async drag(strip: string, pixelsUp: number): Promise<void> {
    const { x, y } = await this.#hold(strip);
    await this.#page.mouse.move(x, y - pixelsUp, { steps: 12 });
    await this.#page.mouse.up();
  }

  /** Puts the mouse on a fader, presses and does not let go. */
  async hold(strip: string): Promise<void> {
    await this.#hold(strip);
  }

  /** Moves a fader with a finger, by so many pixels upwards. */
  async swipe(strip: string, pixelsUp: number): Promise<void> {
    const { x, y } = await this.#middle(strip);
    const screen = await this.#page.context().newCDPSession(this.#page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      screen.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    await touch('touchStart', [{ x, y }]);
    for (let step = 1; step <= 12; step += 1) {
      await touch('touchMove', [{ x, y: y - (pixelsUp * step) / 12 }]);
    }
    await touch('touchEnd', []);
    await screen.detach();
  }

  /** Moves a fader by a key as often as given. */
  async press(strip: string, key: string, times = 1): Promise<void> {
    await this.level(strip).focus();
    for (let time = 0; time < times; time += 1) await this.#page.keyboard.press(key);
  }

  /** Waits until a fader reads as given, in the words of a screen reader. */
  async reads(strip: string, words: string | RegExp): Promise<void> {
    await expect(this.level(strip)).toHaveAttribute('aria-valuetext', words);
  }

  /** What a fader reads now. */
  async reading(strip: string): Promise<string> {
    return (await this.level(strip).getAttribute('aria-valuetext')) ?? '';
  }

  async isOn(key: Locator, on: boolean): Promise<void> {
    await expect(key).toHaveAttribute('aria-pressed', String(on));
  }

  async #hold(strip: string): Promise<{ x: number; y: number }> {
    const middle = await this.#middle(strip);
    await this.#page.mouse.move(middle.x, middle.y);
    await this.#page.mouse.down();
    return middle;
  }

  /** The middle of a fader's whole area; its range input is for keys and screen readers only. */
  async #middle(strip: string): Promise<{ x: number; y: number }> {
    const area = this.level(strip).locator('xpath=..');
    await area.scrollIntoViewIfNeeded();
    const box = await area.boundingBox();
    if (!box) throw new Error(`the fader of ${strip} is not on the screen`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
}
