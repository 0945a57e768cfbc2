// Two people on one fader: one has it, the other sees that and may take over.
import { expect, test } from '../fixtures.ts';

test('who touches a held fader is asked, and takes it over once', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  const ben = await join('Ben', 'engineer');
  await ana.mixer.press('Input 1', '0');
  await desk.receives(/SETD\^i\.0\.mix\^/);
  await ben.mixer.reads('Input 1', /^0\.0 decibels/);
  const before = (await desk.received(/SETD\^i\.0\.mix\^/)).length;

  await ana.mixer.hold('Input 1');
  await ben.mixer.isHeldBy('Input 1', 'Ana');
  await ben.mixer.drag('Input 1', -80);
  const note = ben.page.getByRole('status').filter({ hasText: 'Ana is moving Input 1' });
  await expect(note).toBeVisible();
  expect((await desk.received(/SETD\^i\.0\.mix\^/)).length).toBe(before);

  await note.getByRole('button', { name: 'Take over' }).click();
  await expect(ana.page.getByText('Ben took over Input 1')).toBeVisible();
  await ben.mixer.drag('Input 1', -80);
  await expect.poll(() => ben.mixer.reading('Input 1')).toMatch(/^minus/);
  const level = await ben.mixer.reading('Input 1');
  const words = level.split(',')[0] ?? level;
  await ana.mixer.reads('Input 1', new RegExp(`^${words}`));

  // Her hand has not left the mouse: it moves nothing until it is lifted.
  await ana.page.mouse.move(10, 10);
  await ana.mixer.reads('Input 1', new RegExp(`^${words}`));
  await ana.page.mouse.up();
  await ana.mixer.press('Input 1', '0');
  await ben.mixer.reads('Input 1', /^0\.0 decibels/);
});

test('an admin takes a fader from an engineer by touching it', async ({ join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ben.mixer.hold('Input 2');
  await ana.mixer.isHeldBy('Input 2', 'Ben');
  await ana.mixer.drag('Input 2', 60);
  await expect(ben.page.getByText('Ana took over Input 2')).toBeVisible();
  await ben.page.mouse.up();
});
