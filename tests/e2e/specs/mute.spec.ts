// Muting a channel.
import { expect, test } from '../fixtures.ts';

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

test('a mute group silences its members, which show it, and no other strip', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  const ben = await join('Ben', 'viewer');
  await ana.channel.open('input.3');
  await ana.page.getByRole('group', { name: 'Mute groups' }).getByRole('button', { name: /^Mute group 2\b/ }).click();
  await desk.receives(/SETD\^i\.2\.mgmask\^2$/);
  await ana.page.evaluate(() => window.location.assign('#/'));
  const group = ana.page.getByRole('region', { name: 'Mute groups' }).getByRole('button', { name: /^Mute group 2\b/ });
  await group.click();
  await desk.receives(/SETD\^mgmask\^2$/);
  await ana.mixer.isOn(group, true);
  for (const person of [ana, ben]) {
    await person.mixer.isOn(person.mixer.mute('Input 3, muted by group 2'), true);
    await person.mixer.reads('Input 3', /muted$/);
    await person.mixer.isOn(person.mixer.mute('Input 2'), false);
    await person.mixer.isOn(person.mixer.mute('Input 4'), false);
  }
  await group.click();
  await desk.receives(/SETD\^mgmask\^0$/);
  await ben.mixer.isOn(ben.mixer.mute('Input 3'), false);
  expect(await desk.received(/SETD\^i\.\d+\.mute\^/), 'their own mutes stay').toEqual([]);
});
