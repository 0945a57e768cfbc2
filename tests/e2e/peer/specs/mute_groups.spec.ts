// Mute groups, MUTE ALL and MUTE FX share one mask.
import { test } from '../fixtures.ts';
import { next, says } from '../remote.ts';

test('groups go on and off beside each other', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.muteGroup(1).mute();
  ana.ui.muteGroup(3).mute();
  ana.ui.muteGroup('fx').mute();
  await says(ben.ui.muteGroup('fx').state$, 1);
  await says(ben.ui.muteGroup(1).state$, 1);
  await says(ben.ui.muteGroup(2).state$, 0);
  await says(ben.ui.muteGroup(3).state$, 1);
  await ben.hears(/^SETD\^mgmask\^4194309$/);
  ben.ui.muteGroup(1).toggle();
  await says(ana.ui.muteGroup(1).state$, 0);
  await says(ana.ui.muteGroup(3).state$, 1);
  ana.ui.muteGroup('all').mute();
  await says(ben.ui.muteGroup('all').state$, 1);
  ben.ui.clearMuteGroups();
  await says(ana.ui.muteGroup('all').state$, 0);
  await says(ana.ui.muteGroup('fx').state$, 0);
});

test('a group silences its members', async ({ connect }) => {
  const { ui, send } = await connect().then((remote) => ({ ui: remote.ui, send: remote.send.bind(remote) }));
  // The kick drum, which plays all the time.
  ui.master.input(8).setFaderLevelDB(0);
  send('SETD^i.7.mgmask^2');
  const meter = ui.vuProcessor.input(8) as Parameters<typeof next<{ vuPost: number; vuPostFader: number }>>[0];
  await next(meter, ({ vuPost, vuPostFader }) => vuPost > 0.3 && vuPostFader > 0.3);
  ui.muteGroup(2).mute();
  await next(meter, ({ vuPost, vuPostFader }) => vuPost > 0.3 && vuPostFader === 0);
  ui.muteGroup(2).unmute();
  await next(meter, ({ vuPostFader }) => vuPostFader > 0.3);
});
