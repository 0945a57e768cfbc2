// Over TLS with a certificate that the relay made itself.
import { expect, test } from '../fixtures.ts';
import { Relay } from '../harness/relay.ts';
import { Person } from '../pages/person.ts';

test('the mix and the chat work over https and wss', async ({ browser, folder, desk }) => {
  const relay = await Relay.start({ data: `${folder}/data`, desk: desk.address, tls: true });
  expect(relay.url).toMatch(/^https:/);
  const ana = await Person.arrive(browser, 'Ana', { ignoreHTTPSErrors: true });
  const sockets: string[] = [];
  ana.page.on('websocket', (socket) => sockets.push(socket.url()));

  await ana.joinBy(await relay.invite('admin'));
  await ana.mixer.press('Input 1', '0');
  await desk.receives(/SETD\^i\.0\.mix\^0\.76/);
  await ana.chat.open();
  await ana.chat.say('Under seal');
  await ana.chat.has('Under seal');
  expect(sockets.length).toBeGreaterThan(0);
  for (const url of sockets) expect(url).toMatch(/^wss:/);

  expect(ana.troubles).toEqual([]);
  await ana.leave();
  await relay.stop();
});
