// What only the Ui24R has: multitrack, VCAs, automix, delays, own headphones.
import { MtkState } from 'soundcraft-ui-connection';

import { expect, test } from '../fixtures.ts';
import { newest, next, says } from '../remote.ts';

test('the multitrack machine records and plays', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  const machine = ana.ui.recorderMultiTrack;
  const seen = ben.ui.recorderMultiTrack;
  ana.ui.master.input(1).multiTrackSelect();
  await says(ben.ui.master.input(1).multiTrackSelected$, 1);
  machine.recordStart();
  await says(seen.recording$, 1);
  await expect.poll(() => newest<number>(seen.recordingTime$)).toBeGreaterThanOrEqual(1);
  await says(ana.ui.recorderMultiTrack.recording$, 1);
  machine.recordStop();
  await says(seen.recording$, 0);
  ana.send('MTK_GET_SESSIONS');
  await ana.hears(/^MTK_GET_SESSIONS\^Rehearsal\^0001$/);
  ana.send('MTK_SELECT^0001');
  await says(seen.session$, '0001');
  machine.play();
  await says(seen.state$, MtkState.Playing);
  await expect.poll(() => newest<number>(seen.elapsedTime$)).toBeGreaterThanOrEqual(1);
  machine.pause();
  await says(seen.state$, MtkState.Paused);
  machine.stop();
  await says(seen.state$, MtkState.Stopped);
  machine.activateSoundcheck();
  await says(seen.soundcheck$, 1);
});

test('VCAs, delays, dim and volumes are shared', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.master.vca(6).setFaderLevelDB(-5);
  ana.ui.master.vca(2).mute();
  ana.ui.master.input(1).setDelay(120);
  ana.ui.master.aux(1).setDelay(400);
  ana.ui.master.setDelayL(33);
  ana.ui.master.dim();
  ana.ui.volume.solo.setFaderLevelDB(-7);
  ana.ui.volume.headphone(2).setFaderLevelDB(-8);
  ana.ui.aux(1).input(1).preProc();
  await says(ben.ui.master.vca(6).faderLevelDB$, -5);
  await says(ben.ui.master.vca(2).mute$, 1);
  await says(ben.ui.master.input(1).delay$, 120);
  await says(ben.ui.master.aux(1).delay$, 400);
  await says(ben.ui.master.delayL$, 33);
  await says(ben.ui.master.dim$, 1);
  await says(ben.ui.volume.solo.faderLevelDB$, -7);
  await says(ben.ui.volume.headphone(2).faderLevelDB$, -8);
  await ben.hears(/^SETD\^i\.0\.aux\.0\.postproc\^0$/);
});

test('a VCA moves the meters of its members', async ({ connect }) => {
  const remote = await connect();
  const kick = (wanted: (meters: { vuPost: number; vuPostFader: number }) => boolean) =>
    next<{ vuPost: number; vuPostFader: number }>(remote.ui.vuProcessor.input(8), wanted);
  remote.ui.master.input(8).setFaderLevelDB(0);
  remote.send('SETD^i.7.vca^0');
  remote.ui.master.vca(1).setFaderLevelDB(-20);
  await kick(({ vuPost, vuPostFader }) => vuPost > 0.4 && Math.abs(vuPost - vuPostFader - 0.25) < 0.007);
});

test('automix groups, weights and time are shared', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.automix.groups.a.enable();
  ana.ui.automix.setResponseTimeMs(500);
  ana.ui.master.input(1).automixAssignGroup('a');
  ana.ui.master.input(1).automixSetWeightDB(6);
  await says(ben.ui.automix.groups.a.state$, 1);
  await says(ben.ui.automix.responseTimeMs$, 500);
  await says(ben.ui.master.input(1).automixGroup$, 'a');
  await says(ben.ui.master.input(1).automixWeightDB$, 6);
});
