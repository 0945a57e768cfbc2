// Guard rails: slips change nothing, and wide actions are asked for or can be
// taken back.
import { expect, test } from '../fixtures.ts';

test('ten quick swipes over the locked main fader change nothing', async ({ desk, join }) => {
  const ana = await join('Ana', 'admin', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await ana.mixer.swipe('Main mix', { up: -90 });
  // Said at once, and not for ever.
  await expect(ana.shell.says(/The main fader is locked/).first()).toBeVisible();
  for (let time = 1; time < 10; time += 1) await ana.mixer.swipe('Main mix', { up: time % 2 ? 90 : -90 });
  expect(await desk.received(/SETD\^m\.mix/)).toEqual([]);
});

test('held for 0.6 s the main fader opens, and locks itself again', async ({ desk, join }) => {
  const ana = await join('Ana');
  const lock = ana.page.getByRole('button', { name: 'Hold to unlock' });
  await lock.click();
  await expect(lock, 'a short press is no').toBeVisible();
  await lock.click({ delay: 800 });
  await expect(ana.page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
  await ana.mixer.press('Main mix', 'ArrowDown');
  await desk.receives(/SETD\^m\.mix\^0\.\d+$/);
  await expect(lock, 'ten seconds after its last use').toBeVisible({ timeout: 15_000 });
});

test('the solo lamp counts on every page, and one hold ends all solos', async ({ desk, join }) => {
  const ana = await join('Ana');
  // A desk with single solo leaves those of VCAs on.
  await ana.mixer.layer(/VCA/).click();
  await ana.mixer.solo('VCA 1').click();
  await ana.mixer.layer(/Inputs 1\D/).click();
  await ana.mixer.solo('Input 3').click();
  const lamp = ana.page.getByRole('button', { name: /^Solo 2\./ });
  await expect(lamp).toBeVisible();
  await ana.mixer.chooseBus('Aux 1');
  await expect(lamp).toBeVisible();
  await lamp.click();
  await expect(lamp, 'a click is no hold').toBeVisible();
  await lamp.click({ delay: 800 });
  await expect(ana.page.getByRole('button', { name: /^Solo \d/ })).toHaveCount(0);
  await desk.receives(/SETD\^v\.0\.solo\^0$/);
  await desk.receives(/SETD\^i\.2\.solo\^0$/);
});

test('muting everything and clearing mutes is held, and taken back in one step', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.mute('Input 1').click();
  await ana.mixer.mute('Input 4').click();
  await desk.receives(/SETD\^i\.3\.mute\^1$/);
  await ana.page.getByRole('button', { name: 'Hold: clear mutes' }).click({ delay: 800 });
  await ana.mixer.isOn(ana.mixer.mute('Input 1'), false);
  await ana.mixer.isOn(ana.mixer.mute('Input 4'), false);
  // What is done meanwhile stays done.
  await ana.mixer.press('Input 2', '0');
  await desk.receives(/SETD\^i\.1\.mix\^0\.76\d+$/);
  await ana.page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await ana.mixer.isOn(ana.mixer.mute('Input 1'), true);
  await ana.mixer.isOn(ana.mixer.mute('Input 4'), true);
  await ana.mixer.reads('Input 2', '0.0 decibels');
});

test('a locked screen shows everything and takes nothing', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.press('Input 2', '0');
  await desk.receives(/SETD\^i\.1\.mix\^0\.76\d+$/);
  const before = await desk.received(/SETD/);
  await ana.page.getByRole('button', { name: 'Lock the screen' }).click();
  await expect(ana.page.getByRole('dialog', { name: 'The screen is locked' })).toBeVisible();
  await ana.page.mouse.click(140, 700);
  await ana.page.keyboard.press('m');
  await ana.page.keyboard.press('Control+z');
  expect(await desk.received(/SETD/)).toEqual(before);
  await ana.page.getByRole('button', { name: 'Hold to unlock' }).last().click({ delay: 800 });
  await ana.mixer.mute('Input 1').click();
  await desk.receives(/SETD\^i\.0\.mute\^1$/);
});
