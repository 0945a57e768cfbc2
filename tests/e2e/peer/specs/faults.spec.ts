// Faults to order, as the other client meets them.
import { ConnectionStatus } from 'soundcraft-ui-connection';

import { expect, test } from '../fixtures.ts';
import { KEYS, Remote, newest, says } from '../remote.ts';

test.describe('a desk that swallows every second write', () => {
  test.use({ faults: 'swallow=2' });

  test('lets every other one through', async ({ connect }) => {
    const [ana, ben] = [await connect(), await connect()];
    for (const [key, value] of [['m.mix', 0.1], ['m.pan', 0.2], ['m.dim', 1]]) ana.send(`SETD^${key}^${value}`);
    await says(ben.ui.master.dim$, 1);
    await says(ben.ui.master.faderLevel$, 0.1);
    expect(newest(ben.ui.master.pan$)).toBe(0.5);
  });
});

test.describe('a desk that is late', () => {
  test.use({ faults: 'delay=300' });

  test('tells everything in order all the same', async ({ connect, desk }) => {
    const [ana, ben] = [await connect(), await connect()];
    const from = performance.now();
    ana.ui.master.setFaderLevel(0.25);
    await desk.receives(/SETD\^m\.mix\^0\.25$/);
    await says(ben.ui.master.faderLevel$, 0.25);
    expect(performance.now() - from).toBeGreaterThan(300);
  });
});

test.describe('a desk that tells its state slowly', () => {
  test.use({ faults: 'slow-dump=10' });

  test('is read completely by a client that thinks it ready too early', async ({ connect, model }) => {
    const remote = await connect();
    expect(remote.keys).toBe(KEYS[model]);
  });
});

for (const faults of ['silence', 'stall-data']) {
  test.describe(`a desk with the fault ${faults}`, () => {
    test.use({ faults });

    test('takes connections and tells no data', async ({ desk }) => {
      const remote = Remote.at(desk.address);
      await remote.ui.conn.connect();
      remote.send('SETD^m.mix^0.5');
      await desk.receives(/SETD\^m\.mix\^0\.5$/);
      await desk.receives(/ALIVE$/);
      expect(remote.ui.conn.status).toBe(ConnectionStatus.Open);
      expect(remote.heard).toEqual([]);
      await remote.leave();
    });
  });
}

test.describe('a desk that loses half of what it says', () => {
  test.use({ faults: 'drop=50' });

  test('is still connected to, and hears', async ({ desk, model }) => {
    const remote = Remote.at(desk.address);
    await remote.ui.connect();
    await remote.settled();
    const all = KEYS[model];
    expect(remote.keys).toBeGreaterThan(0.4 * all);
    expect(remote.keys).toBeLessThan(0.6 * all);
    remote.send('SETD^m.mix^0.5');
    await desk.receives(/SETD\^m\.mix\^0\.5$/);
    await remote.leave();
  });
});
