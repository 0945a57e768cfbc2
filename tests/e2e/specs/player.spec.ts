// The media player and the recorders: what they are told, and what they say.
import { expect, test } from '../fixtures.ts';

// A stick is in.
test.use({ scene: 'demo' });

test('a title is chosen, played, paused and skipped', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  const { page } = ana;
  await page.getByRole('link', { name: 'Player' }).filter({ visible: true }).click();
  const player = page.getByRole('region', { name: 'Player', exact: true });
  const titles = page.getByRole('region', { name: 'Titles' });
  await titles.getByRole('combobox', { name: 'Playlist' }).selectOption('Interval');
  await titles.getByRole('button', { name: 'Second Bell.mp3' }).click();
  await desk.receives(/MEDIA_SWITCH_TRACK\^Interval\^Second Bell\.mp3$/);
  await expect(player.getByRole('status')).toContainText('Second Bell.mp3');
  await expect(titles.getByRole('button', { name: 'Second Bell.mp3' })).toHaveAttribute('aria-current', 'true');

  await player.getByRole('button', { name: 'Play', exact: true }).click();
  await desk.receives(/MEDIA_PLAY$/);
  await expect(player.getByRole('status')).toContainText('Playing');
  await player.getByRole('button', { name: 'Pause' }).click();
  await desk.receives(/MEDIA_PAUSE$/);
  await player.getByRole('button', { name: 'Next title' }).click();
  await desk.receives(/MEDIA_NEXT$/);
  await expect(player.getByRole('status')).toContainText('Tea and Cake.mp3');
  await player.getByRole('button', { name: 'Previous title' }).click();
  await desk.receives(/MEDIA_PREV$/);
  await player.getByRole('button', { name: 'Stop' }).click();
  await desk.receives(/MEDIA_STOP$/);
  await expect(player.getByRole('status')).toContainText('Not playing');

  await player.getByRole('slider', { name: 'Position' }).press('PageUp');
  await desk.receives(/MEDIA_JUMP_TO\^0\.\d+$/);
  await player.getByRole('button', { name: 'Play on' }).click();
  await desk.receives(/SETD\^settings\.playMode\^3$/);
});

test('a recording starts with a press, shows its time, and ends only when held', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  const ben = await join('Ben', 'engineer');
  for (const { page } of [ana, ben]) await page.evaluate(() => window.location.assign('#/player'));
  const recorder = ana.page.getByRole('region', { name: 'Recorder' });
  await expect(recorder.getByRole('status')).toHaveText('Ready');
  await recorder.getByRole('button', { name: 'Record' }).click();
  await desk.receives(/RECTOGGLE$/);
  await expect(recorder.getByRole('status')).toHaveText('Recording');
  await expect(ben.page.getByRole('region', { name: 'Recorder' }).getByRole('status')).toHaveText('Recording');
  await expect(recorder.locator('.recstate__time')).toHaveText('0:01');
  // A short press does not end it.
  await recorder.getByRole('button', { name: 'Hold to stop' }).click();
  await expect(recorder.locator('.recstate__time')).toHaveText('0:02');
  expect(await desk.received(/RECTOGGLE/)).toHaveLength(1);
  await recorder.getByRole('button', { name: 'Hold to stop' }).hover();
  await ana.page.mouse.down();
  await expect(recorder.getByRole('status')).toHaveText('Ready');
  await ana.page.mouse.up();
  expect(await desk.received(/RECTOGGLE/)).toHaveLength(2);
});

test('the multitrack recorder tells which tracks are armed', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  await ana.page.evaluate(() => window.location.assign('#/player'));
  const multitrack = ana.page.getByRole('region', { name: 'Multitrack' });
  const armed = multitrack.getByText(/^Tracks armed: \d+ of \d+$/);
  const before = Number((await armed.textContent())?.match(/\d+/)?.[0]);
  await armed.click();
  await multitrack.locator('.stripkeys').getByRole('button').first().click();
  await desk.receives(/SETD\^i\.0\.mtkrec\^[01]$/);
  await expect(armed).not.toHaveText(new RegExp(`: ${before} of`));
  await multitrack.getByRole('button', { name: 'Record', exact: true }).click();
  await desk.receives(/MTK_REC_TOGGLE$/);
  await expect(multitrack.getByRole('status')).toHaveText('Recording');
});

test('the player by finger on a phone', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await ana.page.getByRole('link', { name: 'Player' }).filter({ visible: true }).tap();
  const player = ana.page.getByRole('region', { name: 'Player', exact: true });
  const play = player.getByRole('button', { name: 'Play', exact: true });
  expect((await play.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await play.tap();
  await desk.receives(/MEDIA_PLAY$/);
  await expect(player.getByRole('status')).toContainText('Playing');
});
