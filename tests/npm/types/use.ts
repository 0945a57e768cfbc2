// Everything the types offer, used as an application would. Compiled only.
import {
  type ChatEntry, type Link, MediatrixError, type Parameter, Socket, type Value,
  connect, init, join,
} from 'mediatrix-client';

export async function use(bytes: Uint8Array<ArrayBuffer>): Promise<Link> {
  await init();
  await init('https://example.test/client_bg.wasm');
  await init(new URL('https://example.test/client_bg.wasm'));
  await init(bytes);

  const socket = new Socket('wss://example.test/ws', ['a', 'b']);
  socket.onopen = function () {
    this.send('text');
    this.send(bytes);
    this.send(bytes.buffer);
  };
  socket.onmessage = ({ data }) => void (typeof data === 'string' ? data.length : data.byteLength);
  socket.onclose = ({ code, reason, wasClean }) => console.log(code, reason.length, wasClean);
  socket.close(4000, 'done');

  const { url, token, member } = await join('https://example.test/#/join/AB12', { name: 'Ana' });
  const role: 'viewer' | 'presenter' | 'musician' | 'engineer' | 'admin' = member.role;
  const link = connect(url, { token, storage: 'memory', name: role });
  const stop: () => void = link.on('state', ({ state, roundTripMillis }) => console.log(state, roundTripMillis));
  link.on('setRefused', ({ paths, code, message }) => console.log(paths.join(), code, message));
  await link.live();

  const { desk, chat } = link;
  desk.input(1).setFaderDb(-6);
  desk.input(1).aux(2).setLevelDb(-20);
  desk.master.nudgeFaderDb(1);
  desk.muteGroup(1).activate();
  const parameters: Parameter[] = desk.parameters();
  const value: Value | undefined = desk.get(parameters[0]?.path ?? '');
  desk.subscribe('input.1.mute', (now, path) => console.log(now === true, path.length, value));
  desk.input(1).fadeToDb(-10, { millis: 2000, easing: 'easeOut' });
  desk.setAll({ 'input.1.level': 0.5, 'input.2.mute': true });
  const names: readonly string[] = await desk.snapshots.names('Gig');
  desk.shows.subscribe((shows) => console.log(shows.length, names[0]));
  await desk.mediaPlayer.play();
  const words: readonly string[] = await desk.command('raw.get', 'i.0.mix');
  desk.subscribeHolder('input.1.level', (holder) => console.log(holder?.name ?? 'nobody', words));
  link.on('notice', (notice) => {
    if (notice.kind === 'dialog') void desk.answerDialog(notice.id, notice.buttons.length - 1);
  });
  link.on('returned', ({ awayMillis, changes }) => {
    for (const { path, before, after } of changes) console.log(awayMillis, path, before, after);
  });
  desk.meters(['input'], (frame) => console.log(frame.db('input', 1, 'pre')?.toFixed(1)));
  for await (const { path, value } of desk.changes()) console.log(path, value);

  const crew = chat.room('crew');
  const { offset } = await crew.say('Doors at 19:30');
  await crew.edit(offset, 'Doors at 19:45');
  await crew.react(offset, 'got_it');
  const { entries, more } = await crew.history({ before: offset, limit: 10 });
  console.log(entries.map(textOf), more);
  for await (const entry of crew) console.log(textOf(entry));
  stop();
  link.close(4000, 'bye');
  return link;
}

function textOf(entry: ChatEntry): string {
  // Only some kinds have a text: the type says which.
  return entry.kind === 'say' || entry.kind === 'edit' ? entry.text : '';
}

export function worded(error: unknown): string {
  if (error instanceof MediatrixError && error.code === 'not_initialised') return 'call init first';
  return String(error);
}

// @ts-expect-error a link needs a token
connect('ws://example.test/ws', {});
// @ts-expect-error there is no such easing
(await use(new Uint8Array())).desk.master.fadeTo(0, { millis: 1, easing: 'wild' });
// @ts-expect-error there is no such event
(await use(new Uint8Array())).on('nothing', () => {});
