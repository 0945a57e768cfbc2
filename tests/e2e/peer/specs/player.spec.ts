// The two-track player and recorder.
import { MtkState, PlayerState } from 'soundcraft-ui-connection';

import { expect, test } from '../fixtures.ts';
import { newest, says } from '../remote.ts';

test('the player plays, pauses, skips and stops', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  const { player } = ana.ui;
  player.loadTrack('Walk-in', 'Evening Walk.mp3');
  await says(ben.ui.player.track$, 'Evening Walk.mp3');
  await says(ben.ui.player.playlist$, 'Walk-in');
  await says(ben.ui.player.length$, 187);
  player.play();
  await says(ben.ui.player.state$, PlayerState.Playing);
  await expect.poll(() => newest<number>(ben.ui.player.elapsedTime$)).toBeGreaterThanOrEqual(1);
  await expect.poll(() => newest<number>(ben.ui.player.remainingTime$)).toBeLessThan(187);
  player.pause();
  await says(ben.ui.player.state$, PlayerState.Paused);
  player.next();
  await says(ben.ui.player.track$, 'Slow Train.mp3');
  player.prev();
  await says(ben.ui.player.track$, 'Evening Walk.mp3');
  player.loadPlaylist('Interval');
  await says(ben.ui.player.playlist$, 'Interval');
  player.play();
  player.stop();
  await says(ben.ui.player.state$, PlayerState.Stopped);
  expect(PlayerState.Stopped).toBe(Number(MtkState.Stopped));
});

test('lists of songs are answered to the one who asks', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.send('MEDIA_GET_PLISTS');
  ana.send('MEDIA_GET_PLIST_TRACKS^Interval');
  await ana.hears(/^PLISTS\^.*\^Interval/);
  await ana.hears(/^PLIST_TRACKS\^Interval\^Tea and Cake\.mp3\^Second Bell\.mp3$/);
  await ben.settled();
  expect(ben.times(/^PLIST/)).toBe(0);
});

test('shuffle and play mode are shared', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.player.setShuffle(1);
  ana.ui.player.setAuto();
  await says(ben.ui.player.shuffle$, 1);
  await ben.hears(/^SETD\^settings\.playMode\^3$/);
});

test('the recorder records and stops', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.recorderDualTrack.recordStart();
  await says(ben.ui.recorderDualTrack.recording$, 1);
  await says(ana.ui.recorderDualTrack.recording$, 1);
  ana.ui.recorderDualTrack.recordStop();
  await says(ben.ui.recorderDualTrack.recording$, 0);
  await says(ben.ui.recorderDualTrack.busy$, 0);
});
