// A finger drawn over the screen, as Chromium's own input events.
import type { Page } from '@playwright/test';

/** Movements that a finger makes on its way. */
const STEPS = 12;

/** Draws a finger from a place by so many pixels. */
export async function swipe(
  page: Page,
  { x, y }: { x: number; y: number },
  { up = 0, left = 0, right = 0 }: { up?: number; left?: number; right?: number },
): Promise<void> {
  const screen = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
    screen.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  await touch('touchStart', [{ x, y }]);
  for (let step = 1; step <= STEPS; step += 1) {
    const part = step / STEPS;
    await touch('touchMove', [{ x: x + (right - left) * part, y: y - up * part }]);
  }
  await touch('touchEnd', []);
  await screen.detach();
}
