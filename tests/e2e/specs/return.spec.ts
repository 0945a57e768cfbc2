// Leaving and coming back: what is shown is what is, not what was.
import { expect, test } from '../fixtures.ts';

test('someone who comes back sees the true values', async ({ relay, join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ana.mixer.press('Input 1', '0');
  await ben.mixer.reads('Input 1', '0.0 decibels');

  await ana.page.close();
  await ben.mixer.press('Input 1', 'ArrowDown', 4);
  await ben.mixer.reads('Input 1', 'minus 2.0 decibels');
  await ben.mixer.mute('Input 2').click();
  await ben.mixer.isOn(ben.mixer.mute('Input 2'), true);
  await ben.chat.open();
  await ben.chat.say('While you were out');
  await ben.chat.has('While you were out');

  await ana.openPage();
  await ana.page.goto(relay.url);
  await expect(ana.shell.live).toBeVisible();
  await ana.mixer.reads('Input 1', 'minus 2.0 decibels');
  await ana.mixer.isOn(ana.mixer.mute('Input 2'), true);
  await ana.chat.open();
  await ana.chat.has('While you were out');
});
