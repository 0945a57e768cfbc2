// Moving a fader: everyone sees it, and the desk gets it.
import { expect, test } from '../fixtures.ts';
import { Hand } from '../harness/hand.ts';

test('a fader moved by one person moves for the other and on the desk', async ({ desk, join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ben.mixer.reads('Input 1', 'off');

  await ana.mixer.drag('Input 1', 120);
  await expect.poll(() => ana.mixer.reading('Input 1')).toMatch(/decibels$/);
  const level = await ana.mixer.reading('Input 1');
  await ben.mixer.reads('Input 1', level);
  await desk.receives(/SETD\^i\.0\.mix\^0\.\d+$/);

  await ben.mixer.press('Input 1', '0');
  await ana.mixer.reads('Input 1', '0.0 decibels');
  await ben.mixer.reads('Input 1', '0.0 decibels');
  // 0 dB is position 0.7647… of the desk's law, within the steps of the wire.
  await desk.receives(/SETD\^i\.0\.mix\^0\.764[67]\d*$/);
});

test('touching a fader without moving changes nothing', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.press('Input 2', '0');
  await desk.receives(/SETD\^i\.1\.mix\^/);
  const before = await desk.received(/SETD\^i\.1\.mix\^/);

  await ana.mixer.hold('Input 2');
  await ana.page.mouse.up();
  // Whatever that touch might have sent has arrived before what is sent after it.
  await ana.mixer.mute('Input 2').click();
  await desk.receives(/SETD\^i\.1\.mute\^1$/);

  expect(await desk.received(/SETD\^i\.1\.mix\^/)).toEqual(before);
  await ana.mixer.reads('Input 2', /^0\.0 decibels/);
});

test('a fader held still shows what the desk does to it, and takes it when let go', async ({ desk, join }) => {
  const ana = await join('Ana');
  const hand = await Hand.on(ana.context, desk.address);
  await ana.mixer.press('Input 3', '0');
  await desk.receives(/SETD\^i\.2\.mix\^/);

  await ana.mixer.hold('Input 3');
  await hand.sets('i.2.mix', 0.5);
  await expect(ana.mixer.ghost('Input 3')).toBeVisible();
  await ana.mixer.reads('Input 3', '0.0 decibels');

  await ana.page.mouse.up();
  await ana.mixer.reads('Input 3', 'minus 11.6 decibels');
  await expect(ana.mixer.ghost('Input 3')).toHaveCount(0);
});
