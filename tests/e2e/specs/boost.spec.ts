// A level lifted for a while, and back to exactly where it was: held down, or
// until it is pressed again.
import { expect, test } from '../fixtures.ts';
import type { Simulator } from '../harness/simulator.ts';
import { restFinger } from '../pages/swipe.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** The vendor's law at -10 and -7 dB. */
const MINUS_TEN = 0.529;
const MINUS_SEVEN = 0.592;

/** The positions that this key of the desk was sent to. */
async function places(desk: Simulator, key: string): Promise<number[]> {
  const lines = await desk.received(new RegExp(`SETD\\^${key.replaceAll('.', '\\.')}\\^`));
  return lines.map((line) => Number(line.split('^').at(-1)));
}

/** Waits until it was sent up and to the very place where it was before. */
async function returned(desk: Simulator, key: string): Promise<void> {
  await expect
    .poll(async () => {
      const [before, up, after] = (await places(desk, key)).slice(-3);
      return before === after && before !== up;
    })
    .toBe(true);
}

test('ten boosts in a row end exactly where they began', async ({ desk, join }, info) => {
  test.slow();
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ana.mixer.type('Input 1', '-10');
  await ben.mixer.reads('Input 1', 'minus 10.0 decibels');
  await expect.poll(async () => (await places(desk, 'i.0.mix')).at(-1)).toBeCloseTo(MINUS_TEN, 2);
  const [start] = (await places(desk, 'i.0.mix')).slice(-1);
  const undo = ana.page.getByRole('button', { name: /^Undo, / });
  const before = await undo.getAttribute('aria-label');
  for (let boost = 0; boost < 10; boost += 1) {
    await ana.mixer.boost('Input 1');
    await ben.mixer.reads('Input 1', 'minus 7.0 decibels');
    if (boost === 0) {
      await info.attach('up', { body: await ana.page.screenshot(), contentType: 'image/png' });
      await expect(undo, 'one step while it is up').not.toHaveAttribute('aria-label', before ?? '');
    }
    await expect(ana.mixer.boosted('Input 1')).toContainText('+3');
    await ana.mixer.boosted('Input 1').click();
    await ben.mixer.reads('Input 1', 'minus 10.0 decibels');
    await expect(ana.mixer.boosted('Input 1')).toHaveCount(0);
    await expect(undo, 'no step once it is over').toHaveAttribute('aria-label', before ?? '');
  }
  await expect.poll(async () => (await places(desk, 'i.0.mix')).length).toBe(21);
  const way = (await places(desk, 'i.0.mix')).slice(1);
  expect(way.filter((place) => place === start), 'back to the very same place').toHaveLength(10);
  expect(way.filter((place) => Math.abs(place - MINUS_SEVEN) < 0.005)).toHaveLength(10);
});

test('held, it is up as long as the mouse or a finger is down', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer', PHONE);
  await ana.mixer.type('Input 1', '-10');
  await ana.mixer.number('Input 1').click();
  const by = ana.page.getByRole('combobox', { name: 'Boost by, in dB' });
  await by.selectOption('6');
  const key = ana.page.getByRole('button', { name: 'Boost', exact: true });
  const finger = await restFinger(ana.page, key);
  await ana.mixer.reads('Input 1', 'minus 4.0 decibels');
  await expect(key).toHaveAttribute('aria-pressed', 'true');
  const began = Date.now();
  // Longer than a short press.
  await expect.poll(() => Date.now() - began).toBeGreaterThan(500);
  await finger.up();
  await ana.mixer.reads('Input 1', 'minus 10.0 decibels');
  await expect(key, 'ready for the next one').toHaveAttribute('aria-pressed', 'false');
  await expect(ana.mixer.boosted('Input 1')).toHaveCount(0);
  await returned(desk, 'i.0.mix');
});

test('by keys alone, and what the mouse leaves does not stay up', async ({ join }) => {
  const ana = await join('Ana');
  const { keyboard, mouse } = ana.page;
  await ana.mixer.type('Input 2', '-20');
  await ana.mixer.press('Input 2', 'Enter');
  for (let step = 0; step < 6; step += 1) await keyboard.press('Tab');
  const key = ana.page.getByRole('button', { name: 'Boost', exact: true });
  await expect(key).toBeFocused();
  await keyboard.press('Enter');
  await ana.mixer.reads('Input 2', 'minus 17.0 decibels');
  await expect(ana.mixer.level('Input 2')).toBeFocused();
  await ana.mixer.boosted('Input 2').focus();
  await keyboard.press('Enter');
  await ana.mixer.reads('Input 2', 'minus 20.0 decibels');
  await expect(ana.mixer.level('Input 2')).toBeFocused();

  await ana.mixer.number('Input 2').click();
  await key.hover();
  await mouse.down();
  await ana.mixer.reads('Input 2', 'minus 17.0 decibels');
  await mouse.move(640, 20, { steps: 4 });
  await ana.mixer.reads('Input 2', 'minus 20.0 decibels');
  await mouse.up();
});

test('undo takes it back, and somebody else who moves the level has it', async ({ desk, join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ana.mixer.type('Input 1', '-10');
  await ana.mixer.boost('Input 1');
  await ana.mixer.reads('Input 1', 'minus 7.0 decibels');
  await ana.page.keyboard.press('Control+z');
  await ana.mixer.reads('Input 1', 'minus 10.0 decibels');
  await expect(ana.mixer.boosted('Input 1')).toHaveCount(0);

  await ana.mixer.boost('Input 1');
  await ben.mixer.reads('Input 1', 'minus 7.0 decibels');
  await ben.mixer.press('Input 1', '0');
  await ana.mixer.reads('Input 1', /^0.0 decibels/);
  await expect(ana.mixer.boosted('Input 1'), 'there is no way back any more').toHaveCount(0);
  await expect.poll(async () => (await places(desk, 'i.0.mix')).at(-1)).toBeCloseTo(0.7647, 3);
});

test('a closed fader stays closed, and it speaks German', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.reads('Input 1', 'off');
  await ana.mixer.boost('Input 1');
  await expect(ana.mixer.boosted('Input 1')).toHaveCount(0);
  expect(await places(desk, 'i.0.mix')).toEqual([]);

  await ana.mixer.type('Input 1', '-10');
  await ana.mixer.boost('Input 1');
  await ana.page.getByRole('button', { name: 'Language: DE, Deutsch' }).click();
  await ana.page.getByRole('button', { name: 'Eingang 1 ist um +3 dB angehoben – zurück auf −10,0 dB' }).click();
  await expect.poll(async () => (await places(desk, 'i.0.mix')).at(-1)).toBeCloseTo(MINUS_TEN, 2);
});

test('musicians boost rows of their own mix, engineers sends', async ({ arrive, desk, join, relay }, info) => {
  const mia = await arrive('Mia', PHONE);
  await mia.joinBy(await relay.invite('musician', '--bus', '2'));
  await mia.myMix.row('Input 3').press('0');
  await mia.myMix.openNumber('Input 3');
  await info.attach('row', { body: await mia.page.screenshot(), contentType: 'image/png' });
  await mia.page.getByRole('button', { name: 'Boost', exact: true }).tap();
  await expect(mia.myMix.row('Input 3')).toHaveAttribute('aria-valuetext', '3.0 decibels');
  await info.attach('row up', { body: await mia.page.screenshot(), contentType: 'image/png' });
  await mia.page.getByRole('button', { name: /^Input 3 is boosted \+3 dB – back to 0.0 dB$/ }).tap();
  await expect(mia.myMix.row('Input 3')).toHaveAttribute('aria-valuetext', '0.0 decibels');
  await returned(desk, 'i.2.aux.1.value');

  const ana = await join('Ana');
  await ana.mixer.chooseBus('Aux 3');
  await ana.mixer.send('Input 2', 'Aux 3').press('0');
  await ana.mixer.boost('Input 2');
  await expect(ana.mixer.send('Input 2', 'Aux 3')).toHaveAttribute('aria-valuetext', '3.0 decibels');
  await ana.mixer.boosted('Input 2').click();
  await expect(ana.mixer.send('Input 2', 'Aux 3')).toHaveAttribute('aria-valuetext', '0.0 decibels');
});
