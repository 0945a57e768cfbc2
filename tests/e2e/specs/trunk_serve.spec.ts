// Working on the app: `trunk serve` in front of a running relay.
import { expect, test } from '../fixtures.ts';
import { Relay } from '../harness/relay.ts';
import { Trunk } from '../harness/trunk.ts';
import { Person } from '../pages/person.ts';

test('the page under trunk serve reaches the relay', async ({ browser, folder, desk }, info) => {
  test.setTimeout(360_000);
  const relay = await Relay.start({
    data: `${folder}/data`,
    desk: desk.address,
    allowOrigin: 'http://127.0.0.1:*',
  });
  let trunk: Trunk | undefined;
  try {
    trunk = await Trunk.serve(folder, relay.address);
    const ana = await Person.arrive(browser, 'Ana');
    await ana.joinBy(trunk.linkFor(await relay.invite('admin')));
    const ben = await Person.arrive(browser, 'Ben');
    await ben.joinBy(await relay.invite('engineer'));

    await ana.chat.open();
    await ana.chat.say('From the workshop');
    await ana.chat.has('From the workshop');
    await ben.chat.open();
    await ben.chat.has('From the workshop');
    await ana.mixer.press('Input 1', '0');
    await ben.mixer.reads('Input 1', '0.0 decibels');

    for (const person of [ana, ben]) {
      expect(person.troubles).toEqual([]);
      await person.leave();
    }
  } finally {
    await info.attach('trunk', { body: trunk?.lines.join('\n') ?? 'not started' });
    await trunk?.stop();
    await relay.stop();
  }
});
