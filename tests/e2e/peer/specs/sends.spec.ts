// Sends to auxes and effects.
import { expect, test } from '../fixtures.ts';
import { says } from '../remote.ts';

test('sends of every kind of strip reach the other one', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.aux(1).input(2).setFaderLevelDB(-10);
  ana.ui.aux(2).input(2).mute();
  ana.ui.aux(3).fx(1).setFaderLevel(0.5);
  ana.ui.aux(4).player(1).setFaderLevel(0.25);
  ana.ui.fx(1).input(2).setFaderLevelDB(-20);
  ana.ui.fx(2).sub(1).setFaderLevel(0.75);
  ana.ui.fx(3).line(1).mute();
  await says(ben.ui.aux(1).input(2).faderLevelDB$, -10);
  await says(ben.ui.aux(2).input(2).mute$, 1);
  await says(ben.ui.aux(3).fx(1).faderLevel$, 0.5);
  // Player channels are linked.
  await says(ben.ui.aux(4).player(2).faderLevel$, 0.25);
  await says(ben.ui.fx(1).input(2).faderLevelDB$, -20);
  await says(ben.ui.fx(2).sub(1).faderLevel$, 0.75);
  await says(ben.ui.fx(3).line(1).mute$, 1);
});

test('a send is before or behind its fader', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.aux(1).input(1).post();
  await says(ben.ui.aux(1).input(1).post$, 1);
  ben.ui.aux(1).input(1).togglePost();
  await says(ana.ui.aux(1).input(1).post$, 0);
});

test('a send to a linked pair of auxes is written and panned on both', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.send('SETD^a.0.stereoIndex^0');
  ana.send('SETD^a.1.stereoIndex^1');
  await ben.hears(/^SETD\^a\.1\.stereoIndex\^1$/);
  const send = ana.ui.aux(1).input(1);
  send.setFaderLevel(0.5);
  send.setPan(0.25);
  await says(ben.ui.aux(2).input(1).faderLevel$, 0.5);
  await says(ben.ui.aux(2).input(1).pan$, 0.25);
});

test('a model without a send does not make it up', async ({ connect, model }) => {
  const [ana, ben] = [await connect(), await connect()];
  const last = { ui12: 4, ui16: 6, ui24r: 10 }[model];
  ana.ui.aux(last + 1).input(1).setFaderLevel(0.5);
  ana.ui.aux(last).input(1).setFaderLevel(0.5);
  await says(ben.ui.aux(last).input(1).faderLevel$, 0.5);
  expect(ben.times(new RegExp(`^SETD\\^i\\.0\\.aux\\.${last}\\.`))).toBe(0);
});
