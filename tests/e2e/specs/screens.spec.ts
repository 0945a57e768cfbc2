// On a phone, a tablet and a large screen: everything can be reached, nothing
// runs over the edge, and thumbs are large.
import { expect, test } from '../fixtures.ts';
import { visit } from '../pages/tour.ts';

const SCREENS = [
  { name: 'phone', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  { name: 'phone on its side', viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true },
  { name: 'tablet', viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true },
  { name: 'laptop', viewport: { width: 1280, height: 800 } },
  { name: 'large screen', viewport: { width: 1920, height: 1080 } },
];

for (const { name, ...options } of SCREENS) {
  test(`mixing and talking on a ${name}`, async ({ desk, join }, info) => {
    const ben = await join('Ben', 'admin');
    const ana = await join('Ana', 'engineer', options);

    await expect(ana.mixer.level('Input 1')).toBeVisible();
    if (options.hasTouch) await ana.mixer.swipe('Input 1', { up: 60 });
    else await ana.mixer.drag('Input 1', 60);
    await ben.mixer.reads('Input 1', /decibels$/);
    await desk.receives(/SETD\^i\.0\.mix\^0\.\d+/);
    const level = await ben.mixer.reading('Input 1');
    await ana.mixer.reads('Input 1', level);

    const mute = ana.mixer.mute('Input 1');
    const box = await mute.boundingBox();
    if (options.hasTouch) {
      expect(box?.height).toBeGreaterThanOrEqual(40);
      await mute.tap();
    } else {
      await mute.click();
    }
    await ben.mixer.isOn(ben.mixer.mute('Input 1'), true);
    await info.attach('mix', { body: await ana.page.screenshot(), contentType: 'image/png' });

    await ana.chat.open();
    await ana.chat.say(`Hello from a ${name}`);
    await ben.chat.open();
    await ben.chat.has(`Hello from a ${name}`);
    await info.attach('chat', { body: await ana.page.screenshot(), contentType: 'image/png' });

    expect(await ana.shell.tooWide(), 'pixels over the right edge').toEqual([]);
  });
}

test('a laptop at twice the size still mixes and talks', async ({ arrive, desk, join, relay }) => {
  // What is left of 1280 x 800.
  const viewport = { width: 640, height: 400 };
  const ana = await join('Ana', 'engineer', { viewport });
  const { page } = ana;
  /** How much of it can be seen, in pixels down the screen. */
  const inSight = async (selector: string) => {
    const box = await page.locator(selector).filter({ visible: true }).first().boundingBox();
    return box ? Math.min(box.y + box.height, viewport.height) - Math.max(box.y, 0) : 0;
  };
  await expect(ana.mixer.level('Input 1')).toBeVisible();
  expect(await inSight('.bank .fader'), 'the throw of a fader').toBeGreaterThan(100);
  expect(await inSight('.bank .key--mute'), 'a mute key').toBeGreaterThan(24);
  await ana.mixer.drag('Input 1', 30);
  await desk.receives(/SETD\^i\.0\.mix\^0\.\d+/);
  await ana.mixer.mute('Input 1').click();
  await desk.receives(/SETD\^i\.0\.mute\^1$/);
  expect(await ana.shell.tooWide(), 'pixels over the right edge').toEqual([]);
  for (const [place, works] of [
    ['#/channel/input.1', '.detail .panel'],
    ['#/shows', '.memory'],
    ['#/player', '.transport'],
    ['#/layers', '.nameform'],
  ] as const) {
    await visit(page, place, works);
    expect(await inSight('main'), `what can be seen of ${place}`).toBeGreaterThan(200);
    await page.locator(works).first().scrollIntoViewIfNeeded();
    expect(await inSight(works), `${works} on ${place}`).toBeGreaterThan(40);
    expect([...(await ana.shell.tooWide()), ...(await ana.shell.cut())], `over the edge of ${place}`).toEqual([]);
  }
  await ana.chat.open();
  expect(await inSight('.chat [role=log]'), 'the messages').toBeGreaterThan(80);
  await ana.chat.say('From twice the size');
  await ana.chat.has('From twice the size');

  const mia = await arrive('Mia', { viewport });
  await mia.joinBy(await relay.invite('musician', '--bus', '1'));
  const row = await mia.myMix.row('Input 1').boundingBox();
  expect(row && row.y + row.height, 'the first row can be seen').toBeLessThan(viewport.height);
  expect([...(await mia.shell.tooWide()), ...(await mia.shell.cut())]).toEqual([]);
});

test('a phone on its side has the throw of a fader, and all that chooses beside it', async ({ desk, join }) => {
  const options = { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true };
  const ana = await join('Ana', 'admin', options);
  const { page } = ana;
  await expect(ana.mixer.level('Input 1')).toBeVisible();
  // A mix and a chat at once are for larger screens, until somebody asks.
  await expect(page.getByRole('region', { name: 'Crew chat' })).toHaveCount(0);
  const box = await ana.mixer.level('Input 7').boundingBox();
  expect(box && box.x + box.width, 'seven strips beside the main mix').toBeLessThan(680);
  for (const strip of ['Input 1', 'Main mix']) {
    const throws = await ana.mixer.level(strip).boundingBox();
    expect(throws?.height, `the throw of ${strip}`).toBeGreaterThan(180);
  }

  await page.getByRole('button', { name: /^Layers/ }).tap();
  await page.getByRole('radio', { name: 'Inputs 13–24' }).tap();
  await expect(ana.mixer.level('Input 13')).toBeVisible();
  await page.getByRole('button', { name: /^Mute groups/ }).tap();
  await page.getByRole('dialog').getByRole('button', { name: /^Mute group 1/ }).tap();
  await desk.receives(/SETD\^mgmask\^1$/);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).tap();

  await page.getByRole('button', { name: 'Hold to unlock' }).click({ delay: 800 });
  await ana.mixer.swipe('Main mix', { up: 40 });
  await desk.receives(/SETD\^m\.mix\^0\.\d+$/);

  await page.getByRole('button', { name: /^Faders move/ }).tap();
  await page.getByRole('radio', { name: 'Aux 3' }).filter({ visible: true }).tap();
  await ana.mixer.swipeSend('Input 13', 'Aux 3', 40);
  await desk.receives(/SETD\^i\.12\.aux\.2\.value\^0\.\d+$/);
  for (const language of ['en', 'de'] as const) {
    await ana.shell.speaks(language);
    expect([...(await ana.shell.tooWide()), ...(await ana.shell.cut())], `over an edge, ${language}`).toEqual([]);
  }
});
