// Watching: somebody who was invited to see and to talk cannot move anything.
import { expect, test } from '../fixtures.ts';

test('a viewer sees and talks, but moves nothing', async ({ desk, join }) => {
  const ana = await join('Ana');
  const vic = await join('Vic', 'viewer');
  await ana.mixer.press('Input 1', '0');
  await vic.mixer.reads('Input 1', /^0\.0 decibels/);
  await expect(vic.shell.says('View only')).toBeVisible();
  await expect(vic.mixer.level('Input 1')).toHaveAttribute('aria-readonly', 'true');
  const written = await desk.received(/SETD/);

  const reason = vic.shell.says('Your role does not allow this.').first();
  await vic.mixer.press('Input 1', 'ArrowUp', 3);
  await expect(reason).toBeVisible();
  await vic.mixer.drag('Input 1', 80);
  await vic.mixer.mute('Input 1').click({ force: true });
  await vic.mixer.solo('Input 1').click({ force: true });
  await vic.mixer.reads('Input 1', '0.0 decibels');
  await vic.mixer.isOn(vic.mixer.mute('Input 1'), false);
  await vic.mixer.isOn(vic.mixer.solo('Input 1'), false);

  await vic.chat.open();
  await vic.chat.say('Sounds good from here');
  await ana.chat.open();
  await ana.chat.has('Sounds good from here');
  await ana.mixer.reads('Input 1', '0.0 decibels');
  // Whatever the viewer's hands might have sent has arrived before this.
  await ana.mixer.mute('Input 2').click();
  await desk.receives(/SETD\^i\.1\.mute\^1$/);
  expect((await desk.received(/SETD/)).slice(written.length)).toEqual([
    expect.stringMatching(/SETD\^i\.1\.mute\^1$/),
  ]);
});
