// Two of the other clients at one desk: what one sets, the other sees, once;
// the one that set it is not told.
import { expect, test } from '../fixtures.ts';
import { says, saysAbout } from '../remote.ts';

test('faders, mutes, solos and pans reach the other one', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.master.input(1).setFaderLevelDB(-6);
  ana.ui.master.input(2).setFaderLevel(0.5);
  ana.ui.master.input(3).mute();
  ana.ui.master.input(4).solo();
  ana.ui.master.input(5).setPan(0.25);
  ana.ui.master.fx(2).setFaderLevelDB(-12);
  ana.ui.master.sub(3).mute();
  ana.ui.master.setFaderLevelDB(-3);
  const seen = ben.ui.master;
  await says(seen.input(1).faderLevelDB$, -6);
  await says(seen.input(2).faderLevel$, 0.5);
  await says(seen.input(3).mute$, 1);
  await says(seen.input(4).solo$, 1);
  await says(seen.input(5).pan$, 0.25);
  await says(seen.fx(2).faderLevelDB$, -12);
  await says(seen.sub(3).mute$, 1);
  await says(seen.faderLevelDB$, -3);
  // And back again.
  ben.ui.master.input(3).toggleMute();
  ben.ui.master.input(1).changeFaderLevelDB(3);
  await says(ana.ui.master.input(3).mute$, 0);
  await says(ana.ui.master.input(1).faderLevelDB$, -3);
});

test('the one that sets is not told, the other one once', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  const told = /^SETD\^m\.mix\^0\.5$/;
  // The library writes the fader of a strip twice, that of the master once.
  ana.ui.master.setFaderLevel(0.5);
  await ben.hears(told);
  await Promise.all([ana.settled(), ben.settled()]);
  expect(ana.times(told)).toBe(0);
  expect(ben.times(told)).toBe(1);
});

test('of many moves within a tick the last one arrives', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  const before = ben.times(/^SETD\^m\.mix\^/);
  for (let step = 1; step <= 100; step += 1) ana.ui.master.setFaderLevel(step / 128);
  await says(ben.ui.master.faderLevel$, 100 / 128);
  expect(ben.times(/^SETD\^m\.mix\^/) - before).toBeLessThan(30);
});

test('a third one that comes later reads what was set', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.master.input(1).setFaderLevelDB(-20);
  ana.ui.master.aux(2).mute();
  await says(ben.ui.master.aux(2).mute$, 1);
  const { ui } = await connect();
  await says(ui.master.input(1).faderLevelDB$, -20);
  await says(ui.master.aux(2).mute$, 1);
});

test('both sides of a linked pair follow, since the client writes both', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  // Line inputs leave the factory linked.
  ana.ui.master.line(1).setFaderLevel(0.25);
  await saysAbout(ben.ui.master.line(2).faderLevel$, 0.25);
  ana.send('SETD^i.0.stereoIndex^0');
  ana.send('SETD^i.1.stereoIndex^1');
  await ben.hears(/^SETD\^i\.1\.stereoIndex\^1$/);
  ben.ui.master.input(2).mute();
  await says(ana.ui.master.input(1).mute$, 1);
});

test('which channel is selected is passed on', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.channelSync.selectChannel('i', 3);
  await says(ben.ui.channelSync.getSelectedChannelIndex(), 2);
  ana.ui.channelSync.selectChannel('master');
  await says(ben.ui.channelSync.getSelectedChannelIndex(), -1);
});

test('tempo and parameters of effects and the solo switch are shared', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.fx(2).setBpm(96);
  ana.ui.fx(1).setParam(1, 0.75);
  ana.ui.master.input(1).toggleSolo();
  await says(ben.ui.fx(2).bpm$, 96);
  await says(ben.ui.fx(1).getParam(1), 0.75);
  await says(ben.ui.master.input(1).solo$, 1);
});

test('gain and phantom power are where this model keeps them', async ({ connect, desk, model }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.hw(3).setGainDB(20);
  ana.ui.hw(3).phantomOn();
  await says(ben.ui.hw(3).gainDB$, 20);
  await says(ben.ui.hw(3).phantom$, 1);
  const owner = model === 'ui24r' ? 'hw' : 'i';
  await desk.receives(new RegExp(`SETD\\^${owner}\\.2\\.phantom\\^1$`));
});
