// Sends on faders: every bus, on phone and desktop, and nothing but that send.
import { expect, test } from '../fixtures.ts';

test('the faders become the sends of an aux, and one key leads back', async ({ desk, join }) => {
  const ana = await join('Ana');
  const main = await ana.mixer.reading('Input 2');
  await ana.mixer.chooseBus('Aux 3');
  await expect(ana.mixer.busBar).toContainText('Sends to Aux 3');
  const bar = await ana.mixer.busBar.boundingBox();
  expect(bar?.width, 'the bar is as wide as the screen').toBe(1280);

  await ana.mixer.send('Input 2', 'Aux 3').focus();
  await ana.page.keyboard.press('0');
  await desk.receives(/SETD\^i\.1\.aux\.2\.value\^0\.76\d+$/);
  await ana.mixer.mute('Input 2').click();
  await desk.receives(/SETD\^i\.1\.aux\.2\.mute\^1$/);
  await ana.mixer.post('Input 2').click();
  await desk.receives(/SETD\^i\.1\.aux\.2\.post\^1$/);
  await ana.mixer.isOn(ana.mixer.post('Input 2'), true);

  await ana.page.keyboard.press('Escape');
  await expect(ana.mixer.busBar).toBeHidden();
  await ana.mixer.reads('Input 2', main);
  const written = await desk.received(/SETD/);
  expect(written.filter((line) => !/i\.1\.aux\.2\./.test(line)), 'nothing but the send').toEqual([]);
});

test('every aux and every effect can lie on the faders', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  for (const [bus, key] of [['Aux 1', 'aux.0'], ['Aux 10', 'aux.9'], ['FX 1', 'fx.0'], ['FX 4', 'fx.3']] as const) {
    await ana.mixer.chooseBus(bus);
    await ana.mixer.send('Input 1', bus).press('PageUp');
    await desk.receives(new RegExp(`SETD\\^i\\.0\\.${key.replace('.', '\\.')}\\.value\\^0\\.\\d+$`));
  }
  expect(await desk.received(/SETD\^i\.0\.mix/)).toEqual([]);
});

test('on a phone the bus is chosen from a sheet, and a finger moves the send', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await ana.page.getByRole('button', { name: /^Faders move/ }).tap();
  await ana.page.getByRole('dialog', { name: 'Faders move' }).getByRole('radio', { name: /^Aux 2/ }).tap();
  await expect(ana.mixer.busBar).toContainText('Sends to Aux 2');
  await ana.mixer.swipeSend('Input 1', 'Aux 2', 60);
  await desk.receives(/SETD\^i\.0\.aux\.1\.value\^0\.\d+/);
  // A tap right after a swipe may still belong to it for the browser.
  await expect(async () => {
    const back = ana.page.getByRole('button', { name: 'Back to main' });
    if (await back.isVisible()) await back.tap({ timeout: 1000 });
    await expect(ana.mixer.busBar).toBeHidden({ timeout: 1000 });
  }).toPass();
});

test('a channel without a send to the bus says why it does not move', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  await ana.mixer.chooseBus('Aux 1');
  await ana.mixer.layer(/VCA/).click();
  await ana.mixer.send('VCA 1', 'Aux 1').press('ArrowUp');
  await expect(ana.shell.says('This channel cannot be sent to this bus.').first()).toBeVisible();
  expect(await desk.received(/SETD/)).toEqual([]);
});
