// The network goes and comes back: nothing jumps, nothing is written late, and
// the page tells what others did meanwhile.
import { expect, test } from '../fixtures.ts';

test('back from an outage, a page tells what changed and shows it', async ({ relay, path, arrive, join }) => {
  const ana = await arrive('Ana');
  ana.expectOutages();
  await ana.joinBy(path.through(await relay.invite('engineer')));
  const ben = await join('Ben', 'engineer');
  await ana.mixer.level('Input 1').waitFor();

  path.block();
  await expect(ana.shell.live).toBeHidden();
  await ben.mixer.press('Input 1', '0');
  await ben.mixer.mute('Input 2').click();
  await ben.mixer.isOn(ben.mixer.mute('Input 2'), true);
  await ben.mixer.layer(/13/).click();
  await ben.mixer.mute('Input 14').click();
  await ben.mixer.isOn(ben.mixer.mute('Input 14'), true);
  path.open();

  await expect(ana.shell.live).toBeVisible();
  const note = ana.page.getByRole('region', { name: '3 things changed while you were away' });
  await expect(note).toBeVisible();
  await ana.mixer.reads('Input 1', /^0\.0 decibels/);
  await note.getByRole('button', { name: 'Show' }).click();
  await expect(note.getByRole('button', { name: /Input 1.*Level: .* 0\.0/ })).toBeVisible();
  await expect(note.getByRole('button', { name: /Input 2.*Mute: Off . On/ })).toBeVisible();
  await note.getByRole('button', { name: /Input 14/ }).click();
  await expect(ana.mixer.level('Input 14')).toBeFocused();
  await note.getByRole('button', { name: 'Dismiss' }).click();
  await expect(note).toBeHidden();
});

test('a finger on the glass over an outage writes nothing until it lifts', async ({
  desk,
  relay,
  path,
  arrive,
  join,
}) => {
  const ana = await arrive('Ana');
  ana.expectOutages();
  await ana.joinBy(path.through(await relay.invite('engineer')));
  const ben = await join('Ben', 'engineer');
  await ana.mixer.press('Input 1', '0');
  await ben.mixer.reads('Input 1', /^0\.0 decibels/);

  await ana.mixer.hold('Input 1');
  path.block();
  await expect(ana.shell.live).toBeHidden();
  // Her finger is still there; the fader is free all the same.
  await ben.mixer.press('Input 1', 'ArrowDown', 6);
  await ben.mixer.reads('Input 1', /^minus 3\.0 decibels/);
  // His last step is at the desk, too.
  await desk.receives(/SETD\^i\.0\.mix\^0\.685/);
  const before = await desk.received(/SETD\^i\.0\.mix\^/);
  path.open();

  await expect(ana.shell.live).toBeVisible();
  await ana.mixer.reads('Input 1', /^minus 3\.0 decibels/);
  await ana.page.mouse.move(5, 5, { steps: 5 });
  await ana.mixer.reads('Input 1', /^minus 3\.0 decibels/);
  await expect(ana.page.getByRole('region', { name: '1 thing changed while you were away' })).toBeVisible();
  await ana.page.mouse.up();
  expect(await desk.received(/SETD\^i\.0\.mix\^/)).toEqual(before);
  await ana.mixer.press('Input 1', '0');
  await ben.mixer.reads('Input 1', /^0\.0 decibels/);
});
