// Listening to one channel alone.
import { test } from '../fixtures.ts';

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
