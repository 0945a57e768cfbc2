// Lists that never come, and those that another desk keeps as they were: the
// package's part that asks for them, with a link that only notes what it is asked.
import assert from 'node:assert/strict';
import { before, mock, test } from 'node:test';
import { join as path } from 'node:path';
import { pathToFileURL } from 'node:url';

import { unpacked } from './harness.mjs';

let Asks;

before(async () => {
  const folder = await unpacked();
  ({ Asks } = await import(pathToFileURL(path(folder, 'js/asks.js'))));
});

/** Asks, and the lists it wanted last. */
function asking() {
  const wanted = [];
  const raw = {
    check: () => 0,
    wantLists: (lists, of) => wanted.splice(0, wanted.length, ...lists.map((list, at) => `${list}:${of[at]}`)),
  };
  return { asks: new Asks(raw, () => ({ role: 'engineer' })), wanted };
}

const code = (wanted) => (error) => error.code === wanted;

test('a list of nothing is refused before the relay refuses all of them', async () => {
  const { asks, wanted } = asking();
  asks.subscribe('shows', '', () => {});
  for (const list of ['snapshots', 'cues', 'tracks', 'presets']) {
    await assert.rejects(asks.names(list, ''), code('not_found'));
    await assert.rejects(asks.names(list, undefined), code('not_found'));
    assert.throws(() => asks.subscribe(list, '', () => {}), code('not_found'));
  }
  assert.deepEqual(wanted, ['shows:']);
});

test('one list more than the relay keeps is refused, and one fewer makes room', async () => {
  const { asks, wanted } = asking();
  const stops = Array.from({ length: 16 }, (_, at) => asks.subscribe('cues', `Show ${at}`, () => {}));
  assert.throws(() => asks.subscribe('shows', '', () => {}), code('out_of_range'));
  await assert.rejects(asks.names('shows'), code('out_of_range'));
  assert.equal(wanted.length, 16);
  asks.subscribe('cues', 'Show 3', () => {});
  stops[0]();
  asks.subscribe('shows', '', () => {});
  assert.equal(wanted.at(-1), 'shows:');
});

test('a list that does not come is given up, and no longer wanted', async () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const { asks, wanted } = asking();
    const never = assert.rejects(asks.names('shows'), code('late'));
    assert.deepEqual(wanted, ['shows:']);
    mock.timers.tick(15_000);
    await never;
    assert.deepEqual(wanted, []);
  } finally {
    mock.timers.reset();
  }
});

test('a list that is followed answers at once, and its promise stops nothing', async () => {
  const { asks, wanted } = asking();
  asks.subscribe('shows', '', () => {});
  asks.takeList({ list: 'shows', of: '', names: ['Gig'] });
  assert.deepEqual(await asks.names('shows'), ['Gig']);
  assert.deepEqual(wanted, ['shows:']);
});
