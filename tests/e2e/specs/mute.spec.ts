// Muting a channel.
import { test } from '../fixtures.ts';

test('a mute by one person shows for the other and reaches the desk', async ({ desk, join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');

  await ana.mixer.mute('Input 1').click();
  await ana.mixer.isOn(ana.mixer.mute('Input 1'), true);
  await ben.mixer.isOn(ben.mixer.mute('Input 1'), true);
  await ben.mixer.reads('Input 1', /muted$/);
  await desk.receives(/SETD\^i\.0\.mute\^1$/);

  await ben.mixer.mute('Input 1').click();
  await ana.mixer.isOn(ana.mixer.mute('Input 1'), false);
  await desk.receives(/SETD\^i\.0\.mute\^0$/);
});
