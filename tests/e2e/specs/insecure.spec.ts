// Over plain http from an address of the local network, as in most halls.
// Such a page is no secure context, so browsers take features away from it.
import { expect, test } from '../fixtures.ts';
import config from '../playwright.config.ts';

/** An address that Chromium takes for another machine; it leads back to this one. */
const ELSEWHERE = '10.20.30.40';

const launchOptions = config.use?.launchOptions ?? {};
const args = [...(launchOptions.args ?? []), `--host-resolver-rules=MAP ${ELSEWHERE} 127.0.0.1`];
test.use({ launchOptions: { ...launchOptions, args } });

test('mix and chat work on a page that is no secure context', async ({ desk, relay, arrive, join }) => {
  const ben = await join('Ben');
  const ana = await arrive('Ana', { permissions: [] });
  const link = new URL(await relay.invite('engineer'));
  link.hostname = ELSEWHERE;
  await ana.joinBy(link.href);

  expect(new URL(ana.page.url()).hostname).toBe(ELSEWHERE);
  const missing = await ana.page.evaluate(() => ({
    secure: isSecureContext,
    features: ['locks', 'clipboard', 'wakeLock', 'serviceWorker'].filter((feature) => feature in navigator),
    uuid: 'randomUUID' in crypto,
    subtle: 'subtle' in crypto,
  }));
  expect(missing).toEqual({ secure: false, features: [], uuid: false, subtle: false });

  await ana.mixer.press('Input 1', '0');
  await desk.receives(/SETD\^i\.0\.mix\^0\.76/);
  await ben.mixer.reads('Input 1', /^0.0 decibels/);
  await ana.mixer.mute('Input 2').click();
  await desk.receives(/SETD\^i\.1\.mute\^1/);
  await ana.channel.open('input.1');
  await ana.channel.button('Low cut').click();
  await ana.page.goBack();

  await ana.chat.open();
  await ana.chat.say('From a plain page');
  await ben.chat.open();
  await ben.chat.has('From a plain page');

  // Everything a visit leaves behind is found by the next.
  await ana.page.reload();
  await expect(ana.shell.live).toBeVisible();
  await ana.chat.open();
  await ana.chat.has('From a plain page');
});
