// The raw stream: bare lines, and the same keep-alive. The same for all models.
import { createConnection } from 'node:net';

import { expect, test } from '../fixtures.ts';

test('a raw stream without ALIVE falls silent after five seconds and wakes with one', async ({ desk }) => {
  const [host, port] = desk.address.split(':');
  const stream = createConnection(Number(port), host);
  stream.write('GET /raw HTTP1.1\n\n');
  const from = performance.now();
  let heard = from;
  stream.on('data', () => (heard = performance.now()));
  const quiet = () => performance.now() - heard;
  await expect.poll(quiet, { timeout: 15_000 }).toBeGreaterThan(2_000);
  expect(heard - from).toBeGreaterThan(4_000);
  stream.write('ALIVE\n');
  await expect.poll(quiet).toBeLessThan(500);
  expect(stream.closed).toBe(false);
  stream.destroy();
});
