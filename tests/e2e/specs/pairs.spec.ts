// Linked pairs: one strip, and both sides move.
import { expect, test } from '../fixtures.ts';

test('a linked pair is one strip that moves both sides', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.layer(/Line/).click();
  await expect(ana.page.getByRole('region', { name: /1\+2/ }).first()).toBeVisible();
  await expect(ana.mixer.level('Line 2')).toHaveCount(0);
  await ana.mixer.press('Line 1', '0');
  await desk.receives(/SETD\^l\.0\.mix\^0\.76\d+$/);
  await desk.receives(/SETD\^l\.1\.mix\^0\.76\d+$/);
  await ana.mixer.mute('Line 1').click();
  await desk.receives(/SETD\^l\.1\.mute\^1$/);
});
