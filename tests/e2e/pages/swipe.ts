// Fingers drawn over the screen, as Chromium's own input events.
import type { Locator, Page } from '@playwright/test';

/** Movements that a finger makes on its way. */
const STEPS = 12;

interface Place {
  x: number;
  y: number;
}

interface Way {
  up?: number;
  left?: number;
  right?: number;
}

/** Draws a finger from a place by so many pixels. */
export async function swipe(page: Page, place: Place, way: Way): Promise<void> {
  await swipeAll(page, [place], way);
}

/** Draws several fingers the same way at the same time. */
export async function swipeAll(page: Page, places: Place[], { up = 0, left = 0, right = 0 }: Way): Promise<void> {
  const screen = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', part: number | null) =>
    screen.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        part === null ? [] : places.map(({ x, y }, id) => ({ id, x: x + (right - left) * part, y: y - up * part })),
    });
  await touch('touchStart', 0);
  for (let step = 1; step <= STEPS; step += 1) await touch('touchMove', step / STEPS);
  await touch('touchEnd', null);
  await screen.detach();
}

/** A finger that rests on something until it is lifted. */
export interface RestingFinger {
  up(): Promise<void>;
}

/** Puts a finger on the middle of something. */
export async function restFinger(page: Page, on: Locator): Promise<RestingFinger> {
  const box = await on.boundingBox();
  if (!box) throw new Error(`${String(on)} is not on the screen`);
  const screen = await page.context().newCDPSession(page);
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await screen.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [place] });
  return {
    async up() {
      await screen.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      await screen.detach();
    },
  };
}
