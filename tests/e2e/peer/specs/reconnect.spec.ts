// Connections that end: by a crash of the desk, by an order, by the client.
import { ConnectionStatus } from 'soundcraft-ui-connection';

import { expect, test } from '../fixtures.ts';
import { KEYS, says } from '../remote.ts';

/** The library tries again every two seconds. */
const AGAIN_WITHIN = 15_000;

test('the library finds back to a desk that crashed and was restarted', async ({ connect, desk, model }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.master.setFaderLevelDB(-10);
  await says(ben.ui.master.faderLevelDB$, -10);
  for (const remote of [ana, ben]) remote.heard.length = 0;
  await desk.crash();
  await expect.poll(() => ana.statuses).toContain(ConnectionStatus.Error);
  await desk.restart();
  for (const remote of [ana, ben]) {
    await expect.poll(() => remote.ui.conn.status, { timeout: AGAIN_WITHIN }).toBe(ConnectionStatus.Open);
    // The whole state comes again: the desk starts as from the factory.
    await expect.poll(() => remote.keys).toBe(KEYS[model]);
    await says(remote.ui.master.faderLevelDB$, 0);
  }
  ben.ui.master.input(1).mute();
  await says(ana.ui.master.input(1).mute$, 1);
});

test('leaving and coming back brings what happened meanwhile', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  await ana.ui.disconnect();
  expect(ana.ui.conn.status).toBe(ConnectionStatus.Close);
  ben.ui.master.input(1).setFaderLevelDB(-20);
  await ana.ui.connect();
  await says(ana.ui.master.input(1).faderLevelDB$, -20);
  await ana.ui.reconnect();
  ben.ui.master.input(1).setFaderLevelDB(-10);
  await says(ana.ui.master.input(1).faderLevelDB$, -10);
});

test.describe('a desk that cuts every connection after half a second', () => {
  test.use({ faults: 'cut=0.5' });

  test('is connected to again', async ({ connect }) => {
    const remote = await connect();
    const opened = () => remote.statuses.filter((status) => status === ConnectionStatus.Open).length;
    await expect.poll(opened, { timeout: AGAIN_WITHIN }).toBeGreaterThanOrEqual(2);
  });
});

test.describe('a desk that says goodbye after a second', () => {
  test.use({ faults: 'disconnect=1' });

  test('has closed, and can be connected to again', async ({ connect }) => {
    const remote = await connect();
    // The library takes a goodbye for meant, and stays away.
    await expect.poll(() => remote.ui.conn.status).toBe(ConnectionStatus.Close);
    await remote.ui.connect();
    await says(remote.ui.master.faderLevelDB$, 0);
  });
});
