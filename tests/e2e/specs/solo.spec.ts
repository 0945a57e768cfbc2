// Listening to one channel alone.
import { expect, test } from '../fixtures.ts';

test('a solo by one person shows for the other and reaches the desk', async ({ desk, join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');

  await ana.mixer.solo('Input 2').click();
  await ana.mixer.isOn(ana.mixer.solo('Input 2'), true);
  await ben.mixer.isOn(ben.mixer.solo('Input 2'), true);
  await desk.receives(/SETD\^i\.1\.solo\^1$/);

  await ben.mixer.solo('Input 2').click();
  await ana.mixer.isOn(ana.mixer.solo('Input 2'), false);
  await desk.receives(/SETD\^i\.1\.solo\^0$/);
});

test('a solo stays in the headphones: no aux hears of it', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  await ana.mixer.solo('Input 2').click();
  await ana.mixer.isOn(ana.mixer.solo('Input 2'), true);
  await desk.receives(/SETD\^i\.1\.solo\^1$/);
  await ana.mixer.solo('Input 2').click();
  await desk.receives(/SETD\^i\.1\.solo\^0$/);
  // Whatever these presses might have written has arrived before what is written after them.
  await ana.mixer.mute('Input 3').click();
  await desk.receives(/SETD\^i\.2\.mute\^1$/);
  const written = await desk.received(/SET[DS]\^/);
  expect(written.filter((line) => !/\^i\.1\.solo\^|\^i\.2\.mute\^/.test(line)), 'nothing but the solo').toEqual([]);
});
