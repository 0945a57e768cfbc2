// The desk dies: everyone is told, nothing can be moved, talk goes on; and
// when it is back, what it says counts.
import { expect, test } from '../fixtures.ts';

/** How soon everyone must know, in milliseconds. */
const TOLD_WITHIN = 2_000;

test('a lost desk is announced, locks the faders, and recovers', async ({ desk, join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  const both = [ana, ben];
  await ana.mixer.press('Input 1', '0');
  await ben.mixer.reads('Input 1', '0.0 decibels');

  const told = both.map((person) => person.shell.says('No connection to the desk').first());
  await desk.crash();
  await Promise.all(told.map((banner) => expect(banner).toBeVisible({ timeout: TOLD_WITHIN })));
  for (const person of both) {
    await expect(person.mixer.level('Input 1')).toHaveAttribute('aria-disabled', 'true');
    await person.mixer.reads('Input 1', /0\.0 decibels, last known value/);
    await person.mixer.press('Input 1', 'ArrowUp');
    await expect(person.shell.says('The desk is not connected. Levels cannot be moved now.').first()).toBeVisible();
    await person.mixer.drag('Input 1', 80);
    await person.mixer.reads('Input 1', /^0\.0 decibels/);
    await person.mixer.mute('Input 1').click({ force: true });
    await person.mixer.isOn(person.mixer.mute('Input 1'), false);
  }
  await ana.chat.open();
  await ben.chat.open();
  await ana.chat.say('The desk is gone');
  await ben.chat.has('The desk is gone');

  await desk.restart();
  for (const person of both) {
    await expect(person.shell.says('No connection to the desk')).toHaveCount(0, { timeout: 20_000 });
    await expect(person.mixer.level('Input 1')).not.toHaveAttribute('aria-disabled', 'true');
    // It comes up with its faders closed, and nobody writes it over.
    await person.mixer.reads('Input 1', 'off');
  }
  await ben.mixer.press('Input 1', '0');
  await ana.mixer.reads('Input 1', '0.0 decibels');
});
