// One channel selected by several people: who opens it opens it for those who
// want that, in this app and in any other client of the desk.
import { type BrowserContextOptions } from '@playwright/test';

import { expect, test } from '../fixtures.ts';
import { Hand } from '../harness/hand.ts';
import { type Person } from '../pages/person.ts';

const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const key = ({ page }: Person) =>
  page.getByRole('button', { name: 'Select together' }).filter({ visible: true });

const strip = ({ page }: Person, name: string) => page.getByRole('region', { name: new RegExp(`${name}$`) });

async function selectTogether(person: Person): Promise<void> {
  await expect(key(person)).toHaveAttribute('aria-pressed', 'false');
  await key(person).focus();
  await person.page.keyboard.press('Enter');
  await expect(key(person)).toHaveAttribute('aria-pressed', 'true');
}

test('a channel that one opens is marked and opened for the other, and the desk hears of it', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  const ben = await join('Ben', 'engineer');
  await selectTogether(ana);
  await selectTogether(ben);

  // In the mix it is marked; nothing moves under anybody's hands.
  await ana.channel.openFromStrip('Input 3');
  await desk.receives(/BMSG\^SYNC\^SYNC_ID\^2$/);
  await expect(strip(ben, 'Input 3')).toHaveAttribute('aria-current', 'true');
  await expect(ben.mixer.level('Input 1')).toBeVisible();

  // On a channel's page it is opened, both ways.
  await ben.channel.openFromStrip('Input 5');
  await expect(ana.channel.heading('Input 5')).toBeVisible();
  await ana.page.getByRole('link', { name: 'Next channel' }).click();
  await expect(ben.channel.heading('Input 6')).toBeVisible();

  // The way back leads past what others opened.
  await ben.page.goBack();
  await expect(strip(ben, 'Input 6')).toHaveAttribute('aria-current', 'true');
  await expect(strip(ben, 'Input 3')).not.toHaveAttribute('aria-current', 'true');
  // Nobody repeats what another one selected.
  expect(await desk.received(/BMSG\^SYNC\^/)).toHaveLength(3);
});

test('another client of the desk selects for those who select together, and hears of them', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  await selectTogether(ana);
  await ana.channel.openFromStrip('Input 1');

  const hand = await Hand.on(ana.context, desk.address);
  await hand.selects('SYNC_ID', 1);
  await expect(ana.channel.heading('Input 2')).toBeVisible();
  await ana.page.getByRole('link', { name: 'Next channel' }).click();
  await hand.hearsSelected('SYNC_ID', 2);

  // Another group is somebody else's.
  await hand.selects('monitors', 7);
  await hand.selects('SYNC_ID', 4);
  await expect(ana.channel.heading('Input 5')).toBeVisible();
});

test('who has it off is neither moved nor marked, and selects for nobody', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  const ben = await join('Ben', 'engineer');
  const cleo = await join('Cleo', 'engineer');
  await selectTogether(ana);
  await selectTogether(cleo);
  await ben.channel.openFromStrip('Input 1');
  await ana.channel.openFromStrip('Input 3');
  await expect(strip(cleo, 'Input 3')).toHaveAttribute('aria-current', 'true');
  await expect(ben.channel.heading('Input 1')).toBeVisible();
  await ben.page.goBack();
  await expect(strip(ben, 'Input 3')).toBeVisible();
  await expect(strip(ben, 'Input 3')).not.toHaveAttribute('aria-current', 'true');
  expect(await desk.received(/BMSG\^SYNC\^/)).toHaveLength(1);
});

test('who writes or has a control in hand is left alone', async ({ join }) => {
  const ana = await join('Ana', 'engineer');
  const ben = await join('Ben', 'engineer');
  await selectTogether(ana);
  await selectTogether(ben);
  await ben.channel.openFromStrip('Input 1');
  await expect(strip(ana, 'Input 1')).toHaveAttribute('aria-current', 'true');
  const staysWhile = async (opened: string, mute: boolean) => {
    await ana.channel.openFromStrip(opened);
    await ana.page.goBack();
    // What is told after it has come, so it has come as well.
    await ana.mixer.mute('Input 1').click();
    await ben.mixer.isOn(ben.mixer.mute('Input 1').first(), mute);
    await expect(ben.channel.heading('Input 1')).toBeVisible();
  };
  await ben.page.locator('.detail input:not([type=range])').first().focus();
  await staysWhile('Input 3', true);
  await ben.mixer.hold('Input 1');
  await staysWhile('Input 2', false);
  await ben.page.mouse.up();
  await ana.channel.openFromStrip('Input 4');
  await expect(ben.channel.heading('Input 4')).toBeVisible();
});

test('it is kept over a reload, is not for viewers, and fits a phone in German', async ({ join }, info) => {
  const ana = await join('Ana', 'engineer', PHONE);
  const vera = await join('Vera', 'viewer', { viewport: { width: 1280, height: 800 } });
  await ana.page.getByRole('button', { name: /^Layers/ }).tap();
  await key(ana).tap();
  await expect(key(ana)).toHaveAttribute('aria-pressed', 'true');
  await ana.page.reload();
  await ana.page.getByRole('button', { name: /^Layers/ }).tap();
  await expect(key(ana)).toHaveAttribute('aria-pressed', 'true');
  await ana.page.keyboard.press('Escape');
  await ana.page.getByRole('button', { name: /^Language/ }).tap();
  await ana.page.getByRole('button', { name: /^Ebenen/ }).tap();
  const german = ana.page.getByRole('button', { name: 'Gemeinsam wählen' }).filter({ visible: true });
  await expect(german).toHaveAttribute('aria-pressed', 'true');
  const over = await ana.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, 'pixels over the right edge').toBeLessThanOrEqual(0);
  await info.attach('sheet', { body: await ana.page.screenshot(), contentType: 'image/png' });
  await vera.page.evaluate(() => window.location.assign('#/'));
  await expect(vera.page.locator('.bank .strip').first()).toBeVisible();
  await expect(key(vera)).toHaveCount(0);
});
