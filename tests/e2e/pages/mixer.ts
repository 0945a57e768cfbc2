// The mix: faders and keys of the strips shown. Strips are named as on the
// screen, such as `Input 1`.
import { expect, type Locator, type Page } from '@playwright/test';

import { swipe, swipeAll } from './swipe.ts';

/** Movements that a drawn finger or mouse makes on its way. */
const SWIPE_STEPS = 12;

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

  /** A strip's level into a bus, while the bus lies on the faders. */
  send(strip: string, bus: string): Locator {
    return this.#page.getByRole('slider', { name: `${strip} to ${bus}`, exact: true });
  }

  /** The switch that makes a send follow the strip's fader. */
  post(strip: string): Locator {
    return this.#page.getByRole('button', { name: `${strip}, PRE or POST: send follows the fader`, exact: true });
  }

  /** The bar that says whose sends lie on the faders. */
  get busBar(): Locator {
    return this.#page.locator('.busbar');
  }

  /** Puts a bus on the faders where the rail is beside the mix. */
  async chooseBus(bus: string): Promise<void> {
    await this.#page.getByRole('radio', { name: new RegExp(`^${bus}\\b`) }).click();
  }

  layer(name: string | RegExp): Locator {
    return this.#page.getByRole('tab', { name });
  }

  /** Moves a fader with the mouse, by so many pixels upwards. */
  async drag(strip: string, pixelsUp: number): Promise<void> {
    const { x, y } = await this.#hold(strip);
    await this.#page.mouse.move(x, y - pixelsUp, { steps: SWIPE_STEPS });
    await this.#page.mouse.up();
  }

  /** Puts the mouse on a fader, presses and does not let go. */
  async hold(strip: string): Promise<void> {
    await this.#hold(strip);
  }

  /** Draws a finger over a fader from its middle, by so many pixels. */
  async swipe(strip: string, by: { up?: number; left?: number }): Promise<void> {
    await this.#swipe(this.level(strip), by);
  }

  /** The same over a send. */
  async swipeSend(strip: string, bus: string, up: number): Promise<void> {
    await this.#swipe(this.send(strip, bus), { up });
  }

  async #swipe(slider: Locator, { up = 0, left = 0 }: { up?: number; left?: number }): Promise<void> {
    await swipe(this.#page, await this.#middle(slider), { up, left });
  }

  /** Draws two fingers over two faders at the same time. */
  async swipeTwo(one: string, other: string, up: number): Promise<void> {
    const places = [await this.#middle(this.level(one)), await this.#middle(this.level(other))];
    await swipeAll(this.#page, places, { up });
  }

  /** A level's number, which opens a field to type in. */
  number(strip: string): Locator {
    return this.#page.getByRole('button', { name: new RegExp(`, ${strip}: type or step$`) });
  }

  /** Types a level into a strip's number and lets the fader go there slowly. */
  async fade(strip: string, level: string, seconds: number): Promise<void> {
    await this.number(strip).click();
    await this.#page.getByRole('textbox', { name: 'Level in dB' }).fill(level);
    await this.#page.getByRole('combobox', { name: 'Fade time' }).selectOption(String(seconds));
    await this.#page.getByRole('button', { name: 'Fade', exact: true }).click();
  }

  /** Types a level into a strip's number. */
  async type(strip: string, level: string): Promise<void> {
    await this.number(strip).click();
    await this.#page.getByRole('textbox', { name: 'Level in dB' }).fill(level);
    await this.#page.keyboard.press('Enter');
  }

  /** Lifts a strip's level until the mark on it is pressed. */
  async boost(strip: string): Promise<void> {
    await this.number(strip).click();
    await this.#page.getByRole('button', { name: 'Boost', exact: true }).click();
  }

  /** The mark on a strip whose level is up, which leads back. */
  boosted(strip: string): Locator {
    return this.#page.getByRole('button', { name: new RegExp(`^${strip} is boosted `) });
  }

  /** The mark on a strip that fades, which stops it. */
  fading(strip: string): Locator {
    return this.#page.getByRole('button', { name: new RegExp(`^Stop fading ${strip} to `) });
  }

  /** Taps a fader with a finger, so far down its throw: 0 at the top, 1 at the bottom. */
  async tap(strip: string, height: number): Promise<void> {
    const { left, top, size } = await this.#area(this.level(strip));
    await this.#page.touchscreen.tap(left + size.width / 2, top + size.height * height);
  }

  /** How far the strips are scrolled, in pixels. */
  async bankScroll(): Promise<number> {
    return this.#page.getByRole('tabpanel').evaluate((panel) => {
      const places = [panel, ...panel.querySelectorAll('*')];
      return Math.max(...places.map((place) => place.scrollLeft));
    });
  }

  /** Where the desk has a fader that is in hand here. */
  ghost(strip: string): Locator {
    return this.level(strip).locator('xpath=..').locator('.fader__ghost');
  }

  /** Waits until nobody else has a fader in hand, as one does who is about to move it. */
  async isFree(strip: string): Promise<void> {
    await expect(this.level(strip).locator('xpath=..')).not.toHaveAttribute('data-held', 'other');
  }

  /** Waits until somebody else has a fader in hand, and says so to a screen reader. */
  async isHeldBy(strip: string, name: string): Promise<void> {
    await expect(this.level(strip).locator('xpath=..')).toHaveAttribute('data-held', 'other');
    await this.reads(strip, new RegExp(name));
  }

  /** Moves a fader by a key as often as given, once nobody else has it in hand. */
  async press(strip: string, key: string, times = 1): Promise<void> {
    await this.isFree(strip);
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
    const middle = await this.#middle(this.level(strip));
    await this.#page.mouse.move(middle.x, middle.y);
    await this.#page.mouse.down();
    return middle;
  }

  async #middle(slider: Locator): Promise<{ x: number; y: number }> {
    const { left, top, size } = await this.#area(slider);
    return { x: left + size.width / 2, y: top + size.height / 2 };
  }

  /** A fader's whole area; its range input is for keys and screen readers only. */
  async #area(slider: Locator): Promise<{ left: number; top: number; size: { width: number; height: number } }> {
    const area = slider.locator('xpath=..');
    const boxes: NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>[] = [];
    // Strips are made while a page begins, and one may be made anew meanwhile.
    await expect(async () => {
      await area.scrollIntoViewIfNeeded({ timeout: 2_000 });
      const box = await area.boundingBox();
      if (box) boxes.push(box);
      expect(boxes.length, `the fader ${String(slider)} is on the screen`).toBeGreaterThan(0);
    }).toPass({ timeout: 10_000 });
    const box = boxes[0];
    if (!box) throw new Error('no place');
    return { left: box.x, top: box.y, size: box };
  }
}
