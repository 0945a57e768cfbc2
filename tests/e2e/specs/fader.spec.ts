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

test('after a drag the desk has its end once, and as the last line', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.reads('Input 4', 'off');
  await ana.mixer.drag('Input 4', 140);
  const position = async () => Number((await desk.received(/SETD\^i\.3\.mix\^/)).at(-1)?.split('^').at(-1));
  await expect.poll(position).toBeGreaterThan(0);
  const end = await ana.mixer.reading('Input 4');
  // Whatever follows the lift has arrived before what is sent after it.
  await ana.mixer.mute('Input 5').click();
  await desk.receives(/SETD\^i\.4\.mute\^1$/);
  const lines = (await desk.received(/SETD\^i\.3\.mix\^/)).map((line) => line.split('^').at(-1));
  expect(lines.filter((value) => value === lines.at(-1)), 'the end is not said twice').toHaveLength(1);
  await ana.mixer.reads('Input 4', end);
  // Somebody who comes now gets what the desk has.
  const ben = await join('Ben', 'viewer');
  await ben.mixer.reads('Input 4', end);
});

test('a strip renamed at the desk during a drag shifts no strip', async ({ desk, join }) => {
  const ana = await join('Ana');
  const hand = await Hand.on(ana.context, desk.address);
  await ana.page.bringToFront();
  await expect(ana.mixer.level('Input 12')).toBeAttached();
  const boxes = () =>
    ana.page.locator('.strip').evaluateAll((strips) =>
      strips.map((strip) => {
        const { x, y, width, height } = strip.getBoundingClientRect();
        return [x, y, width, height];
      }),
    );
  await ana.mixer.hold('Input 2');
  const before = await boxes();
  expect(before.length, 'a layer and the main mix').toBeGreaterThan(12);
  const cap = await ana.mixer.level('Input 2').locator('xpath=..').boundingBox();
  if (!cap) throw new Error('the fader is not on the screen');
  for (const [up, name] of [[40, 'Vox'], [80, 'A long name, 20 char']] as const) {
    await hand.sets('i.4.name', name);
    await expect(ana.mixer.level(name)).toBeAttached();
    await ana.page.mouse.move(cap.x + cap.width / 2, cap.y + cap.height / 2 - up, { steps: 6 });
    await ana.mixer.reads('Input 2', /decibels/);
    expect(await boxes(), `with “${name}”`).toEqual(before);
  }
  await ana.page.mouse.up();
  await desk.receives(/SETD\^i\.1\.mix\^0\.\d+$/);
  expect(await boxes(), 'after the drag').toEqual(before);
});
