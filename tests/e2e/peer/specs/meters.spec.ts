// Meters as the other client decodes them: they follow faders within one frame.
import { expect, test } from '../fixtures.ts';
import { type Remote, next } from '../remote.ts';

interface Strip {
  vuPre: number;
  vuPost: number;
  vuPostFader: number;
}

interface Master {
  vuPostL: number;
  vuPostFaderL: number;
}

/** The kick drum plays all the time. */
const KICK = 8;

/** One decibel on the library's scale from 0 to 1. */
const DECIBEL = 1 / 80;

/** A byte of the meter is a third of a decibel, and two of them are compared. */
const ROUNDING = DECIBEL / 2;

function strip({ ui }: Remote, wanted: (strip: Strip) => boolean): Promise<Strip> {
  return next<Strip>(ui.vuProcessor.input(KICK), wanted);
}

test('a fader moves the meter behind it, not the one before', async ({ connect }) => {
  const remote = await connect();
  const fader = remote.ui.master.input(KICK);
  const closed = await strip(remote, ({ vuPre }) => vuPre > 0.3);
  expect(closed.vuPostFader).toBe(0);
  fader.setFaderLevelDB(0);
  await strip(remote, ({ vuPost, vuPostFader }) => vuPost > 0.3 && Math.abs(vuPost - vuPostFader) < ROUNDING);
  fader.setFaderLevelDB(-10);
  await strip(remote, ({ vuPost, vuPostFader }) => vuPost > 0.3 && Math.abs(vuPost - vuPostFader - 10 * DECIBEL) < ROUNDING);
  fader.mute();
  await strip(remote, ({ vuPost, vuPostFader }) => vuPost > 0.3 && vuPostFader === 0);
});

test('the master hears what is open, and its own fader', async ({ connect }) => {
  const remote = await connect();
  const master = (wanted: (meters: Master) => boolean) => next<Master>(remote.ui.vuProcessor.master(), wanted);
  const silent = await master(() => true);
  expect([silent.vuPostL, silent.vuPostFaderL]).toEqual([0, 0]);
  remote.ui.master.input(KICK).setFaderLevelDB(0);
  await master(({ vuPostL }) => vuPostL > 0.3);
  remote.ui.master.setFaderLevelDB(-20);
  await master(({ vuPostL, vuPostFaderL }) => vuPostL > 0.4 && Math.abs(vuPostL - vuPostFaderL - 20 * DECIBEL) < ROUNDING);
});

test('an aux hears what is sent to it', async ({ connect }) => {
  const remote = await connect();
  const aux = (wanted: (meters: { vuPostFader: number }) => boolean) => next(remote.ui.vuProcessor.aux(2), wanted);
  expect((await aux(() => true)).vuPostFader).toBe(0);
  remote.ui.aux(2).input(KICK).setFaderLevelDB(0);
  await aux(({ vuPostFader }) => vuPostFader > 0.3);
});

test('a frame has a place for every strip', async ({ connect, model }) => {
  const remote = await connect();
  const frame = await next<Record<string, unknown[]>>(remote.ui.vuProcessor.vuData$, () => true);
  const counts = Object.fromEntries(Object.entries(frame).map(([kind, strips]) => [kind, strips.length]));
  const [input, sub, aux] = { ui12: [8, 4, 4], ui16: [12, 4, 6], ui24r: [24, 6, 10] }[model];
  expect(counts).toEqual({ input, player: 2, sub, fx: 4, aux, master: 2, line: 2 });
});
