// What a program can ask of the desk beside its parameters, and what several
// people on one desk see of each other: the packed package in Node, with a
// relay and a simulated desk.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { join as path } from 'node:path';
import { pathToFileURL } from 'node:url';

import { WebSocket } from 'ws';

import { Relay, simulator, unpacked } from './harness.mjs';

const FADER = 'input.3.level';

let relay;
let simulated;
let client;
let ana;
let ben;
let viewer;
/** Ana's sockets, to be broken: a second one may have been tried beside a slow one. */
const sockets = [];
/** Whether Ana is kept from coming back. */
let barred = false;

before(async () => {
  client = await import(pathToFileURL(path(await unpacked(), 'js/node.js')));
  await client.init();
  simulated = await simulator();
  relay = await Relay.start(['--desk', `ui://${simulated.match[1]}`]);
  class Breakable extends WebSocket {
    constructor(...given) {
      // Nobody listens at this port.
      super(...(barred ? ['ws://127.0.0.1:9/'] : given));
      sockets.push(this);
    }
  }
  ana = await enter('Ana', 'admin', Breakable);
  ben = await enter('Ben', 'engineer');
  viewer = await enter('Vera', 'viewer');
});

after(async () => {
  for (const link of [ana, ben, viewer]) link?.close();
  await relay?.stop();
  await simulated?.stop();
});

async function enter(name, role, socketClass = WebSocket) {
  const { url, token } = await client.join(await relay.invite(role), { name });
  const link = client.connect(url, { token, WebSocket: socketClass, storage: 'memory' });
  await link.live();
  return link;
}

/** Waits until `listen`, which gets a listener and gives what ends it, tells something that fits. */
function told(listen, fits = () => true) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('nothing came that fits')), 20_000);
    const stop = listen((...heard) => {
      if (!fits(...heard)) return;
      clearTimeout(late);
      queueMicrotask(() => stop());
      resolve(heard[0]);
    });
  });
}

const event = (link, name, fits) => told((listener) => link.on(name, listener), fits);
const code = (wanted) => (error) => error instanceof client.MediatrixError && error.code === wanted;

test('shows and snapshots: listed, kept, loaded, taken away', async () => {
  const { shows, snapshots } = ana.desk;
  await shows.create('Gig');
  const seen = told((listener) => ben.desk.snapshots.subscribe('Gig', listener), (names) => names.includes('Opener'));
  assert.ok((await told((listener) => shows.subscribe(listener), (names) => names.includes('Gig'))).length > 0);
  await snapshots.save('Gig', 'Opener');
  assert.ok((await seen).includes('Opener'));
  assert.ok((await snapshots.names('Gig')).includes('Opener'));
  const current = told((listener) => ben.desk.subscribe('desk.current.snapshot', listener), (name) => name === 'Opener');
  await snapshots.load('Gig', 'Opener');
  assert.equal(await current, 'Opener');
  assert.deepEqual([ben.desk.shows.current, ben.desk.snapshots.current], ['Gig', 'Opener']);
  const gone = told((listener) => shows.subscribe(listener), (names) => !names.includes('Gig'));
  await shows.delete('Gig');
  await gone;
});

test('the media player plays, pauses and stops', async () => {
  const { mediaPlayer } = ana.desk;
  const lists = await mediaPlayer.playlists();
  await mediaPlayer.loadPlaylist(lists[0]);
  assert.ok((await mediaPlayer.tracks(lists[0])).length > 0);
  for (const [call, state] of [['play', 'playing'], ['pause', 'paused'], ['stop', 'stopped']]) {
    const seen = told((listener) => ben.desk.mediaPlayer.subscribeState(listener), (now) => now === state);
    await mediaPlayer[call]();
    await seen;
    assert.equal(ben.desk.mediaPlayer.state, state);
  }
});

test('the recorder starts and stops', async () => {
  const now = (on) => told((listener) => ben.desk.subscribe('desk.recorder.recording', listener), (recording) => recording === on);
  await Promise.all([now(true), ana.desk.recorder.start()]);
  assert.equal(ben.desk.recorder.recording, true);
  await Promise.all([now(false), ana.desk.recorder.stop()]);
});

test('a command answers with words, and is refused with a code', async () => {
  const words = await ana.desk.command('raw.get', 'i.0.mix');
  assert.equal(words[0], 'number');
  assert.ok(Number(words[1]) >= 0);
  await assert.rejects(ana.desk.command('fly.away'), code('unknown_kind'));
  await assert.rejects(ben.desk.shows.delete('School concert'), code('not_allowed'));
  await assert.rejects(viewer.desk.snapshots.load('a', 'b'), code('not_allowed'));
  await assert.rejects(viewer.desk.shows.names(), code('not_allowed'));
});

test('selections go to the desk\'s other clients, and theirs come back', async () => {
  const other = new WebSocket(`ws://${simulated.match[1]}`);
  await once(other, 'open');
  const heard = (text) => told((listener) => {
    const take = (data) => listener(String(data));
    other.on('message', take);
    return () => other.off('message', take);
  }, (data) => data.includes(text));
  // The desk begins with its state; meters say that it is through with it.
  other.send('3:::ALIVE');
  await heard('VU2^');

  await Promise.all([heard('BMSG^SYNC^foh^4'), ana.desk.selectStrip('foh', 'input.5')]);
  await Promise.all([heard('BMSG^SYNC_VG^foh^'), ana.desk.selectView('foh', 'viewGroup', 2)]);
  const selected = event(ben, 'notice', ({ kind }) => kind === 'selectedStrip');
  other.send('3:::BMSG^SYNC^foh^2');
  assert.deepEqual(await selected, { kind: 'selectedStrip', group: 'foh', strip: 'input.3' });
  const seen = event(ben, 'notice', ({ kind }) => kind === 'selectedView');
  other.send('3:::BMSG^SYNC_VG^foh^302');
  const { kind, group, view, number } = await seen;
  assert.deepEqual([kind, group], ['selectedView', 'foh']);
  assert.ok(['viewGroup', 'sub', 'vca'].includes(view) && number > 0, `${view} ${number}`);
  other.terminate();
});

test('a fade runs in the relay and can be stopped', async () => {
  ana.desk.set(FADER, 0);
  await told((listener) => ben.desk.subscribe(FADER, listener), (value) => value === 0);
  const between = told((listener) => ben.desk.subscribe(FADER, listener), (value) => value > 0.05 && value < 0.7);
  const there = told((listener) => ben.desk.subscribe(FADER, listener), () => Math.abs(ben.desk.reading(FADER)) < 0.05);
  ana.desk.input(3).fadeToDb(0, { millis: 400, easing: 'easeInOut' });
  await Promise.all([between, there]);

  const moving = told((listener) => ben.desk.subscribe(FADER, listener), (value) => value < 0.76);
  ana.desk.fade({ [FADER]: 0, 'input.4.level': 0 }, { millis: 600_000 });
  await moving;
  await ana.desk.stopFades(FADER, 'input.4.level');
  const rest = ben.desk.get(FADER);
  assert.ok(rest > 0.5, `${rest}`);
  assert.throws(() => ana.desk.fade({ [FADER]: 2 }, { millis: 10 }), code('out_of_range'));
  assert.throws(() => ana.desk.fade({ [FADER]: 1 }, { millis: 10, easing: 'wild' }), code('out_of_range'));
});

test('several controls move at once, or none', async () => {
  const both = told((listener) => ben.desk.subscribe('input.7.mute', listener), (on) => on === true);
  ana.desk.setAll({ 'input.6.level': 0.25, 'input.7.mute': true });
  await both;
  assert.ok(Math.abs(ben.desk.get('input.6.level') - 0.25) < 1e-4);
  assert.throws(() => ana.desk.setAll({ 'input.6.level': 0.5, 'input.7.mute': 3.5 }), code('out_of_range'));
  assert.ok(Math.abs(ana.desk.get('input.6.level') - 0.25) < 1e-4);
});

test('others see who has a control in hand, and may take it over', async () => {
  const { desk } = ana;
  const held = told((listener) => ben.desk.subscribeHolder(FADER, listener), (holder) => holder?.name === 'Ana');
  desk.touch(FADER);
  assert.equal((await held).id, ana.me.id);
  assert.deepEqual([ben.desk.holder(FADER).name, ben.desk.mustAsk(FADER), desk.holder(FADER)], ['Ana', true, undefined]);
  assert.throws(() => ben.desk.set(FADER, 0.1), code('held'));

  const lost = event(ana, 'touchLost');
  const free = told((listener) => ben.desk.subscribeHolder(FADER, listener), (holder) => holder === undefined);
  ben.desk.takeOver(FADER);
  const { path: where, code: why } = await lost;
  assert.deepEqual([where, why], [FADER, 'held']);
  assert.throws(() => desk.set(FADER, 0.2), code('held'));
  desk.lift(FADER);
  await free;
  const moved = told((listener) => desk.subscribe(FADER, listener), (value) => Math.abs(value - 0.1) < 1e-4);
  ben.desk.set(FADER, 0.1);
  await moved;
});

test('after an absence it is told what changed', async () => {
  const gone = event(ana, 'state', ({ state }) => state === 'offline');
  const returned = event(ana, 'returned');
  const away = ana.desk.snapshots.names('Nowhere');
  barred = true;
  for (const socket of sockets) socket.terminate();
  await gone;
  // What the relay tells later than Ana's welcome is no absence.
  const moved = [
    told((listener) => viewer.desk.subscribe('input.9.level', listener), (value) => Math.abs(value - 0.125) < 1e-3),
    told((listener) => viewer.desk.subscribe('input.9.name', listener), (name) => name === 'Choir'),
  ];
  ben.desk.set('input.9.level', 0.125);
  ben.desk.set('input.9.name', 'Choir');
  await Promise.all(moved);
  barred = false;
  ana.wake();
  const { awayMillis, changes } = await returned;
  assert.ok(awayMillis > 0);
  const level = changes.find(({ path }) => path === 'input.9.level');
  assert.ok(Math.abs(level.after - 0.125) < 1e-4 && level.before !== level.after);
  assert.equal(changes.find(({ path }) => path === 'input.9.name').after, 'Choir');
  assert.deepEqual(await away, []);
});

test('a link that ends breaks what waits for it', async () => {
  const { desk } = viewer;
  viewer.close();
  await event(viewer, 'state', ({ state }) => state === 'stopped');
  await assert.rejects(desk.command('mutes.clear'), code('stopped'));
  await assert.rejects(desk.shows.names(), code('stopped'));
});
