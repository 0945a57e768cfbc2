// Guard rails: slips change nothing, and wide actions are asked for or can be
// taken back.
import { expect, test } from '../fixtures.ts';
import { restFinger } from '../pages/swipe.ts';
import { visit } from '../pages/tour.ts';

test('ten quick swipes over the locked main fader change nothing', async ({ desk, join }) => {
  const ana = await join('Ana', 'admin', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await ana.mixer.swipe('Main mix', { up: -90 });
  // Said at once, and not for ever.
  await expect(ana.shell.says(/The main fader is locked/).first()).toBeVisible();
  for (let time = 1; time < 10; time += 1) await ana.mixer.swipe('Main mix', { up: time % 2 ? 90 : -90 });
  expect(await desk.received(/SETD\^m\.mix/)).toEqual([]);
});

test('held for 0.6 s the main fader opens, and locks itself again', async ({ desk, join }) => {
  const ana = await join('Ana');
  const lock = ana.page.getByRole('button', { name: 'Hold to unlock' });
  await lock.click();
  await expect(lock, 'a short press is no').toBeVisible();
  await lock.click({ delay: 800 });
  await expect(ana.page.getByRole('button', { name: 'Lock', exact: true })).toBeVisible();
  await ana.mixer.press('Main mix', 'ArrowDown');
  await desk.receives(/SETD\^m\.mix\^0\.\d+$/);
  await expect(lock, 'ten seconds after its last use').toBeVisible({ timeout: 15_000 });
});

test('the solo lamp counts on every page, and one hold ends all solos', async ({ desk, join }) => {
  const ana = await join('Ana');
  // A desk with single solo leaves those of VCAs on.
  await ana.mixer.layer(/VCA/).click();
  await ana.mixer.solo('VCA 1').click();
  await ana.mixer.layer(/Inputs 1\D/).click();
  await ana.mixer.solo('Input 3').click();
  const lamp = ana.page.getByRole('button', { name: /^Solo 2\./ });
  await expect(lamp).toBeVisible();
  await ana.mixer.chooseBus('Aux 1');
  await expect(lamp).toBeVisible();
  for (const place of ['shows', 'player', 'channel/input.2', '']) {
    await ana.page.evaluate((hash) => window.location.assign(hash), `#/${place}`);
    if (place) await expect(ana.page.locator('.bank'), `the mix is gone from ${place}`).toHaveCount(0);
    await expect(lamp, `on #/${place}`).toBeVisible();
  }
  await lamp.click();
  await expect(lamp, 'a click is no hold').toBeVisible();
  await lamp.click({ delay: 800 });
  await expect(ana.page.getByRole('button', { name: /^Solo \d/ })).toHaveCount(0);
  await desk.receives(/SETD\^v\.0\.solo\^0$/);
  await desk.receives(/SETD\^i\.2\.solo\^0$/);
});

test('clearing mutes is held, and taken back in one step', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.mute('Input 1').click();
  await ana.mixer.mute('Input 4').click();
  await desk.receives(/SETD\^i\.3\.mute\^1$/);
  await ana.page.getByRole('button', { name: 'Hold: clear mutes' }).click({ delay: 800 });
  await ana.mixer.isOn(ana.mixer.mute('Input 1'), false);
  await ana.mixer.isOn(ana.mixer.mute('Input 4'), false);
  // What is done meanwhile stays done.
  await ana.mixer.press('Input 2', '0');
  await desk.receives(/SETD\^i\.1\.mix\^0\.76\d+$/);
  await ana.page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await ana.mixer.isOn(ana.mixer.mute('Input 1'), true);
  await ana.mixer.isOn(ana.mixer.mute('Input 4'), true);
  await ana.mixer.reads('Input 2', '0.0 decibels');
});

for (const { key, back, mask, says, mutes, spares } of [
  { key: 'Hold: mute all', back: 'Unmute all', mask: 1 << 23, says: 'Everything is muted', mutes: ['FX returns', 'FX 1', 'M'], spares: [] },
  { key: 'Hold: mute FX', back: 'Unmute FX', mask: 1 << 22, says: 'All effects are muted', mutes: ['FX returns', 'FX 1', 'FX'], spares: ['Input 1'] },
] as const) {
  test(`“${key}” needs to be held, and is taken back by undo or by holding it again`, async ({ desk, join }) => {
    const ana = await join('Ana', 'engineer');
    const ben = await join('Ben', 'viewer');
    const [layer, strip, mark] = mutes;
    const groups = ana.page.getByRole('region', { name: 'Mute groups' });
    const on = groups.getByRole('button', { name: key, exact: true });
    const off = groups.getByRole('button', { name: back, exact: true });
    const silenced = ben.page.getByRole('button', { name: `Mute ${strip}, muted by group ${mark}`, exact: true });
    const holds = async (button: typeof on, until: typeof on) => {
      await button.hover();
      await ana.page.mouse.down();
      await expect(until).toBeVisible();
      await ana.page.mouse.up();
    };
    await ben.mixer.layer(layer).click();
    await ben.mixer.isOn(ben.mixer.mute(strip), false);
    await on.click();
    await expect(off, 'a short press is no').toHaveCount(0);

    await holds(on, off);
    await desk.receives(new RegExp(`SETD\\^mgmask\\^${mask}$`));
    await ana.mixer.isOn(off, true);
    await ben.mixer.isOn(silenced, true);
    await ben.mixer.reads(strip, /muted$/);
    await expect(ana.shell.says(says).first()).toBeVisible();
    for (const spared of spares) await ana.mixer.isOn(ana.mixer.mute(spared), false);
    await ana.page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await desk.receives(/SETD\^mgmask\^0$/);
    await ana.mixer.isOn(on, false);
    await ben.mixer.isOn(ben.mixer.mute(strip), false);

    await holds(on, off);
    await ben.mixer.isOn(silenced, true);
    await holds(off, on);
    await ben.mixer.isOn(ben.mixer.mute(strip), false);
    expect((await desk.received(/mgmask/)).map((line) => Number(line.split('^').at(-1)))).toEqual([mask, 0, mask, 0]);
    // Who only looks has nothing to hold.
    await expect(ben.page.getByRole('button', { name: key, exact: true })).toHaveCount(0);
  });
}

test('a locked screen shows everything and takes nothing', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.press('Input 2', '0');
  await desk.receives(/SETD\^i\.1\.mix\^0\.76\d+$/);
  const before = await desk.received(/SETD/);
  await ana.page.getByRole('button', { name: 'Lock the screen' }).click();
  await expect(ana.page.getByRole('dialog', { name: 'The screen is locked' })).toBeVisible();
  await ana.page.mouse.click(140, 700);
  await ana.page.keyboard.press('m');
  await ana.page.keyboard.press('Control+z');
  expect(await desk.received(/SETD/)).toEqual(before);
  await ana.page.getByRole('button', { name: 'Hold to unlock' }).last().click({ delay: 800 });
  await ana.mixer.mute('Input 1').click();
  await desk.receives(/SETD\^i\.0\.mute\^1$/);
});

test('what was said of a locked fader leaves with the lock, with its page, and speaks the language of the moment', async ({ join }) => {
  const ana = await join('Ana');
  const { page } = ana;
  const note = page.locator('.toast');
  const refuse = async () => {
    await ana.mixer.drag('Main mix', 40);
    await expect(note).toHaveText(/main fader is locked|Summenfader ist gesperrt/);
  };
  await refuse();
  await ana.shell.speaks('de');
  await expect(note).toHaveText(/Der Summenfader ist gesperrt/);
  await ana.shell.speaks('en');
  await expect(note).toHaveText(/The main fader is locked/);
  // Far sooner than it would leave by itself.
  const soon = { timeout: 2_000 };
  await page.getByRole('button', { name: 'Hold to unlock' }).click({ delay: 800 });
  await expect(note).toHaveCount(0, soon);
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await refuse();
  await visit(page, '#/shows', 'main[data-page=shows]');
  await expect(note).toHaveCount(0, soon);
});

test('an offer to take back leaves once it was taken back', async ({ join }) => {
  const ana = await join('Ana');
  const { page } = ana;
  await page.locator('.mgroup--fx').click({ delay: 800 });
  const note = page.locator('.toast');
  await expect(note).toHaveText(/Undo/);
  await ana.shell.speaks('de');
  await expect(note).toHaveText(/Rückgängig/);
  await ana.shell.speaks('en');
  // Words that are said of no page go along to the next.
  await visit(page, '#/shows', 'main[data-page=shows]');
  await expect(note).toHaveText(/Undo/);
  await page.keyboard.press('Control+z');
  await expect(note).toHaveCount(0, { timeout: 2_000 });
});

test('on a phone the lamp leaves room for the desk’s name', async ({ join }) => {
  for (const width of [390, 360]) {
    const ana = await join('Ana', 'engineer', { viewport: { width, height: 700 } });
    const name = ana.page.locator('.desk > b');
    await expect(name).toHaveText('Ui24R');
    const solo = ana.mixer.solo('Input 1');
    if ((await solo.getAttribute('aria-pressed')) === 'false') await solo.click();
    await expect(ana.page.locator('.sololamp')).toBeVisible();
    const cut = await name.evaluate((name) => name.scrollWidth - name.clientWidth);
    expect(cut, `pixels of the name cut at ${width}`).toBe(0);
    expect(await ana.shell.tooWide()).toEqual([]);
  }
});

test('a finger that holds the main fader open leaves it open when it lifts', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer', { viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true });
  const finger = await restFinger(ana.page, ana.page.getByRole('button', { name: 'Hold to unlock' }));
  const lock = ana.page.getByRole('button', { name: 'Lock', exact: true });
  await expect(lock).toBeVisible();
  await finger.up();
  await ana.mixer.swipe('Main mix', { up: 40 });
  await desk.receives(/SETD\^m\.mix\^0\.\d+$/);
  await lock.tap();
  await expect(ana.page.getByRole('button', { name: 'Hold to unlock' })).toBeVisible();
});
