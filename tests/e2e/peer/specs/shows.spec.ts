// Shows, snapshots and cues through the other client.
import { expect, test } from '../fixtures.ts';
import { says } from '../remote.ts';

test('a snapshot is saved, loaded and updated', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.master.input(1).setFaderLevelDB(-6);
  ana.ui.shows.saveSnapshot('Default', 'Verse');
  await says(ben.ui.shows.currentSnapshot$, 'Verse');
  await ben.hears(/^UPDATE_SHOWS$/);
  ana.ui.master.input(1).setFaderLevelDB(-40);
  await says(ben.ui.master.input(1).faderLevelDB$, -40);

  ben.ui.shows.loadSnapshot('Default', 'Verse');
  await ana.hears(/^MSG\^\$SNAPLOAD\^Verse$/);
  // The one that loads hears of it too: it did not write the keys.
  for (const { ui } of [ana, ben]) await says(ui.master.input(1).faderLevelDB$, -6);

  ana.ui.master.input(1).setFaderLevelDB(-3);
  ana.ui.shows.updateCurrentSnapshot();
  ana.ui.master.input(1).setFaderLevelDB(-20);
  ana.ui.shows.loadSnapshot('Default', 'Verse');
  for (const { ui } of [ana, ben]) await says(ui.master.input(1).faderLevelDB$, -3);
});

test('only what changed is told when a snapshot is loaded', async ({ connect }) => {
  const remote = await connect();
  remote.ui.shows.saveSnapshot('Default', 'Quiet');
  remote.ui.master.input(1).setFaderLevel(0.5);
  remote.ui.master.input(2).setFaderLevel(0.5);
  await remote.hears(/^UPDATE_SHOWS$/);
  await remote.settled();
  remote.heard.length = 0;
  remote.ui.shows.loadSnapshot('Default', 'Quiet');
  await remote.hears(/^MSG\^/);
  expect(remote.times(/^SETD\^/)).toBe(2);
});

test('shows and cues are listed, loaded and renamed', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.send('CREATESHOW^Gig');
  await ben.hears(/^UPDATE_SHOWS$/);
  ana.ui.shows.loadShow('Gig');
  await says(ben.ui.shows.currentShow$, 'Gig');
  ana.ui.master.setFaderLevelDB(-10);
  ana.ui.shows.saveCue('Gig', 'Intro');
  await says(ben.ui.shows.currentCue$, 'Intro');
  ana.ui.master.setFaderLevelDB(0);
  await says(ben.ui.master.faderLevelDB$, 0);
  ben.ui.shows.loadCue('Gig', 'Intro');
  await says(ana.ui.master.faderLevelDB$, -10);
  ben.ui.shows.updateCurrentCue();
  ana.send('RENAMECUE^Gig^Intro^Gig^Opening');
  ana.send('SHOWLIST');
  ana.send('SNAPSHOTLIST^Default');
  ana.send('CUELIST^Gig');
  await ana.hears(/^SHOWLIST\^Default\^Gig$/);
  await ana.hears(/^SNAPSHOTLIST\^Default\^\* Init \*$/);
  await ana.hears(/^CUELIST\^Gig\^Opening$/);
  expect(ben.times(/LIST\^/)).toBe(0);
});

test('the factory state comes back', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.master.input(1).setFaderLevelDB(0);
  ana.ui.master.input(1).setName('Voice');
  await says(ben.ui.master.input(1).name$, 'VOICE');
  ben.ui.shows.loadSnapshot('Default', '* Init *');
  for (const { ui } of [ana, ben]) {
    await says(ui.master.input(1).name$, 'CH 1');
    await says(ui.master.input(1).faderLevelDB$, -Infinity);
  }
});
