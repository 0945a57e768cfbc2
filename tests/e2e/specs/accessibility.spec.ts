// What a machine can say about accessibility: names, roles, contrast, on every
// view, sheet and question, by everybody who sees other ones.
import { expect, test } from '../fixtures.ts';
import { barriers, barriersInBothThemes } from '../pages/barriers.ts';
import type { Person } from '../pages/person.ts';
import { CREW, GUEST, MUSICIAN, PHONE, type Stop, visit, walk } from '../pages/tour.ts';

// A tour of every view takes a while on a busy machine.
test.describe.configure({ timeout: 240_000 });

/** Who asked for less motion, so that nothing is seen on its way from one look to the next. */
const STILL = { reducedMotion: 'reduce' } as const;

/** Says what is in the way, or moves nevertheless, at each stop, of all stops at once. */
async function isOpenTo(person: Person, stops: Stop[]): Promise<void> {
  const found: string[] = [];
  await walk(person.page, stops, async (stop) => {
    const moving = (await person.shell.moving()).map((what) => `moves: ${what}`);
    found.push(...[...(await barriersInBothThemes(person.page)), ...moving].map((finding) => `${stop}: ${finding}`));
  });
  expect(found).toEqual([]);
}

test('the join page has no known barriers, nor when something is missing', async ({ arrive, relay }) => {
  const ana = await arrive('Ana', STILL);
  await ana.page.goto(await relay.invite('engineer'));
  await expect(ana.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
  expect(await barriersInBothThemes(ana.page)).toEqual([]);
  await ana.page.getByRole('button', { name: /^Join/ }).click();
  await expect(ana.page.getByRole('alert')).toBeVisible();
  expect(await barriersInBothThemes(ana.page)).toEqual([]);
  await visit(ana.page, '#/join', '.joinform');
  expect(await barriersInBothThemes(ana.page)).toEqual([]);
  await visit(ana.page, '#/nowhere', 'main .blank');
  expect(await barriersInBothThemes(ana.page)).toEqual([]);
});

test('who runs the desk meets no known barriers anywhere', async ({ join }) => {
  const ana = await join('Ana', 'admin', STILL);
  const ben = await join('Ben', 'engineer');
  await ana.mixer.mute('Input 1').click();
  await ana.mixer.solo('Input 2').click();
  await ben.mixer.hold('Input 3');
  await ana.mixer.isHeldBy('Input 3', 'Ben');
  await ana.chat.say('A line to look at');
  await ana.chat.has('A line to look at');
  await isOpenTo(ana, CREW);
});

test('on a phone the sheets behind the pickers have no known barriers', async ({ join }) => {
  const ana = await join('Ana', 'engineer', { ...STILL, viewport: { width: 390, height: 844 }, hasTouch: true });
  await isOpenTo(ana, PHONE);
});

test('a musician meets no known barriers', async ({ arrive, relay }) => {
  const mia = await arrive('Mia', { ...STILL, viewport: { width: 390, height: 844 }, hasTouch: true });
  await mia.joinBy(await relay.invite('musician', '--bus', '1'));
  await isOpenTo(mia, MUSICIAN);
});

test('presenters and viewers meet no known barriers', async ({ join }) => {
  await isOpenTo(await join('Paul', 'presenter', STILL), GUEST);
  await isOpenTo(await join('Vic', 'viewer', STILL), GUEST.slice(0, 1));
});

test('values that are not known any more, and the way back, have no known barriers', async ({ relay, join }) => {
  const ana = await join('Ana', 'engineer', STILL);
  ana.expectOutages();
  await ana.chat.open();
  await relay.crash();
  await expect(ana.shell.says('No connection to the relay').first()).toBeVisible({ timeout: 30_000 });
  await ana.chat.say('Still here');
  expect(await barriersInBothThemes(ana.page)).toEqual([]);
  expect(await ana.shell.moving(), 'moves although less motion was asked for').toEqual([]);
  await relay.restart();
  await expect(ana.shell.live).toBeVisible({ timeout: 30_000 });
  expect(await barriers(ana.page)).toEqual([]);
});
