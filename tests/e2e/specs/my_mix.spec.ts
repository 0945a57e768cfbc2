// A musician's own mix: they land in it, move only their sends, and find back.
import { expect, test } from '../fixtures.ts';
import { visit } from '../pages/tour.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('a musician lands in their own mix and moves only their own sends', async ({ arrive, desk, relay }) => {
  const mia = await arrive('Mia', PHONE);
  await mia.joinBy(await relay.invite('musician', '--bus', '2'));
  await expect(mia.page.getByRole('heading', { name: 'My mix' })).toBeAttached();
  await expect(mia.page.getByText('Aux 2', { exact: true }).first()).toBeVisible();
  await expect(mia.page.getByRole('button', { name: /^Solo/ })).toHaveCount(0);

  await mia.myMix.arrange({ me: ['Input 1'], groups: { 'Input 2': 'Drums', 'Input 3': 'Drums' } });
  await mia.myMix.row('Input 1').press('0');
  await desk.receives(/SETD\^i\.0\.aux\.1\.value\^0\.76\d+$/);
  await mia.myMix.row('Input 2').press('0');
  await mia.myMix.row('Input 3').press('PageUp');
  await desk.receives(/SETD\^i\.2\.aux\.1\.value\^0\.\d+$/);
  await mia.myMix.mute('Input 1').tap();
  await desk.receives(/SETD\^i\.0\.aux\.1\.mute\^1$/);
  await mia.myMix.row('Ear volume').press('ArrowDown');
  await desk.receives(/SETD\^a\.1\.mix\^0\.\d+$/);
  const others = (await desk.received(/SETD/)).filter((line) => !/i\.\d+\.aux\.1\.|a\.1\.mix/.test(line));
  expect(others, 'nothing but the own mix').toEqual([]);
});

test('what a musician may not use is not offered on the channels', async ({ arrive, relay }) => {
  const mia = await arrive('Mia');
  await mia.joinBy(await relay.invite('musician', '--bus', '2'));
  await mia.page.getByRole('link', { name: 'Channels' }).filter({ visible: true }).click();
  await expect(mia.mixer.send('Input 1', 'Aux 2')).toBeEnabled();
  await expect(mia.mixer.mute('Input 1')).toBeEnabled();
  await expect(mia.mixer.post('Input 1')).toBeDisabled();
  await expect(mia.mixer.mute('Aux 2')).toBeDisabled();
  await expect(mia.page.getByRole('button', { name: /^Solo/ })).toHaveCount(0);
  await expect(mia.page.getByRole('region', { name: 'Mute groups' })).toHaveCount(0);
});

test('ten boosts in a row end where they began', async ({ arrive, desk, relay }) => {
  const mia = await arrive('Mia', PHONE);
  await mia.joinBy(await relay.invite('musician', '--bus', '3'));
  await mia.myMix.arrange({ me: ['Input 1'] });
  await mia.myMix.row('Input 1').press('0');
  await mia.myMix.row('Input 2').press('0');
  await mia.myMix.row('Input 2').press('PageDown');
  const before = await mia.myMix.readings(['Input 1', 'Input 2']);
  for (let boost = 0; boost < 10; boost += 1) {
    await mia.page.getByRole('button', { name: 'More me', exact: true }).tap();
    await expect(mia.myMix.row('Input 1')).toHaveAttribute('aria-valuetext', '3.0 decibels');
    await mia.page.getByRole('button', { name: 'Back to 0' }).tap();
    await expect(mia.myMix.row('Input 1')).toHaveAttribute('aria-valuetext', before[0] ?? '');
  }
  expect(await mia.myMix.readings(['Input 1', 'Input 2'])).toEqual(before);
  const written = await desk.received(/SETD\^i\.0\.aux\.2\.value\^/);
  const values = written.map((line) => Number(line.split('^').at(-1)));
  const start = values[0] ?? 0;
  expect(Math.abs((values.at(-1) ?? 1) - start), 'the same to 0.01 dB').toBeLessThan(0.0001);
});

test('a finger moves a row sideways, and scrolling moves nothing', async ({ arrive, desk, relay }) => {
  const mia = await arrive('Mia', PHONE);
  await mia.joinBy(await relay.invite('musician', '--bus', '1'));
  await mia.myMix.swipe('Input 2', { up: 180 });
  await mia.myMix.swipe('Input 3', { right: 120 });
  await desk.receives(/SETD\^i\.2\.aux\.0\.value\^0\.\d+$/);
  expect(await desk.received(/SETD\^i\.1\./)).toEqual([]);
});

test('a level of the own mix is typed or stepped by taps alone', async ({ arrive, desk, relay }) => {
  const mia = await arrive('Mia', PHONE);
  await mia.joinBy(await relay.invite('musician', '--bus', '2'));
  await mia.myMix.openNumber('Input 2');
  await mia.myMix.field.fill('-6');
  await mia.page.keyboard.press('Enter');
  await desk.receives(/SETD\^i\.1\.aux\.1\.value\^0\.612\d*$/);
  await expect(mia.myMix.row('Input 2')).toHaveAttribute('aria-valuetext', 'minus 6.0 decibels');
  await mia.myMix.openNumber('Input 2');
  await mia.page.getByRole('button', { name: '1 dB up' }).tap();
  await expect(mia.myMix.row('Input 2')).toHaveAttribute('aria-valuetext', 'minus 5.0 decibels');
  await mia.myMix.field.fill('-inf');
  await mia.page.keyboard.press('Enter');
  await desk.receives(/SETD\^i\.1\.aux\.1\.value\^0$/);
  await expect(mia.myMix.row('Input 2')).toHaveAttribute('aria-valuetext', 'off');
});

test('a row in somebody elses hand says whose, and is taken over', async ({ arrive, desk, relay }) => {
  const mia = await arrive('Mia', PHONE);
  await mia.joinBy(await relay.invite('musician', '--bus', '2'));
  const ben = await arrive('Ben');
  await ben.joinBy(await relay.invite('musician', '--bus', '2'));
  const box = await ben.myMix.row('Input 2').locator('xpath=..').boundingBox();
  if (!box) throw new Error('no row');
  await ben.page.mouse.move(box.x + 60, box.y + box.height / 2);
  await ben.page.mouse.down();
  const row = mia.myMix.row('Input 2').locator('xpath=..');
  await expect(row).toContainText('Ben');
  await expect(mia.myMix.row('Input 2')).toHaveAttribute('aria-valuetext', 'off, Ben is moving Input 2 level');
  await row.tap();
  await mia.page.getByRole('button', { name: 'Take over' }).tap();
  await expect(ben.page.getByText('Mia took over Input 2')).toBeVisible();
  await mia.myMix.openNumber('Input 2');
  await mia.myMix.field.fill('0');
  await mia.page.keyboard.press('Enter');
  await desk.receives(/SETD\^i\.1\.aux\.1\.value\^0\.76\d*$/);
  await ben.page.mouse.up();
});

test('favourites stand above the rest, also after a reload', async ({ arrive, desk, relay }) => {
  const mia = await arrive('Mia', PHONE);
  await mia.joinBy(await relay.invite('musician', '--bus', '2'));
  await mia.myMix.arrange({ me: ['Input 3'], favourites: ['Input 7', 'Input 5'] });
  const near = ['Input 3', 'Input 5', 'Input 7', 'Input 1'];
  await expect.poll(async () => (await mia.myMix.order()).slice(0, 4)).toEqual(near);
  await mia.page.reload();
  await expect.poll(async () => (await mia.myMix.order()).slice(0, 4)).toEqual(near);
  expect(await desk.received(/SETD/), 'arranging moves nothing').toEqual([]);
  await mia.myMix.row('Input 7').press('0');
  await desk.receives(/SETD\^i\.6\.aux\.1\.value\^0\.76\d*$/);
});

test('a group keeps its ratios and leaves closed channels closed', async ({ arrive, desk, relay }) => {
  const mia = await arrive('Mia');
  await mia.joinBy(await relay.invite('musician', '--bus', '1'));
  await mia.myMix.arrange({ groups: { 'Input 1': 'Band', 'Input 2': 'Band', 'Input 3': 'Band' } });
  await mia.myMix.row('Input 1').press('0');
  await mia.myMix.row('Input 2').press('0');
  await mia.myMix.row('Input 2').press('PageDown');
  await mia.myMix.row('Band').press('PageDown');
  await expect(mia.myMix.row('Input 1')).toHaveAttribute('aria-valuetext', 'minus 3.0 decibels');
  await expect(mia.myMix.row('Input 2')).toHaveAttribute('aria-valuetext', 'minus 6.0 decibels');
  await mia.myMix.row('Band').press('0');
  await expect(mia.myMix.row('Input 2')).toHaveAttribute('aria-valuetext', 'minus 3.0 decibels');
  expect(await desk.received(/SETD\^i\.2\./)).toEqual([]);
});

test('a page that is not for musicians says so, without the bar of their sends', async ({ arrive, relay }) => {
  const mia = await arrive('Mia', { ...PHONE });
  await mia.joinBy(await relay.invite('musician', '--bus', '1'));
  const { page } = mia;
  await visit(page, '#/', '.busbar');
  for (const place of ['#/shows', '#/player']) {
    await visit(page, place, 'main .blank');
    await expect(page.locator('.busbar')).toHaveCount(0);
    await expect(page.locator('.app')).not.toHaveAttribute('data-sends');
    await expect(page.locator('main .blank')).toContainText('Only engineers have this page');
    await expect(page.locator('main .blank')).not.toContainText('watch');
  }
});
