// A level that goes to a typed one slowly: the relay leads the desk there,
// until it is there, is stopped or is in a hand.
import { expect, test } from '../fixtures.ts';
import type { Simulator } from '../harness/simulator.ts';

const ZERO_DB = 0.7647;

/** The positions that the first input was sent to. */
async function way(desk: Simulator): Promise<number[]> {
  const lines = await desk.received(/SETD\^i\.0\.mix\^/);
  return lines.map((line) => Number(line.split('^').at(-1)));
}

/** Waits until a fade is under way on the desk. */
async function moves(desk: Simulator): Promise<void> {
  await expect.poll(async () => (await way(desk)).length, { message: 'the desk is led' }).toBeGreaterThan(3);
}

/** Waits until the desk is sent nowhere any more, and gives where it was sent last. */
async function rests(desk: Simulator): Promise<number> {
  let before = -1;
  await expect
    .poll(
      async () => {
        const { length } = await way(desk);
        const still = length === before;
        before = length;
        return still;
      },
      { intervals: [1_000], timeout: 30_000 },
    )
    .toBe(true);
  return (await way(desk)).at(-1) ?? 0;
}

test('a typed level is reached slowly and taken back in one step', async ({ desk, join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ana.mixer.reads('Input 1', 'off');
  await ana.mixer.fade('Input 1', '0', 2);
  await ana.mixer.reads('Input 1', '0.0 decibels');
  await ben.mixer.reads('Input 1', '0.0 decibels');
  await expect(ana.mixer.fading('Input 1')).toHaveCount(0);

  await expect.poll(async () => (await way(desk)).at(-1)).toBeCloseTo(ZERO_DB, 3);
  const places = await way(desk);
  expect(places.length, 'it goes there in steps').toBeGreaterThan(4);
  expect(places, 'and only upwards').toEqual([...places].sort((a, b) => a - b));

  await ana.page.getByRole('button', { name: 'Undo, 1 step' }).click();
  await ana.mixer.reads('Input 1', 'off');
});

test('a fade that has only just begun is what is taken back', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.reads('Input 1', 'off');
  await ana.mixer.mute('Input 2').click();
  await desk.receives(/SETD\^i\.1\.mute\^1$/);
  await ana.mixer.fade('Input 1', '0', 10);
  await ana.page.keyboard.press('Control+z');
  await expect(ana.mixer.fading('Input 1')).toHaveCount(0);
  await rests(desk);
  await ana.mixer.reads('Input 1', 'off');
  await expect(ana.mixer.mute('Input 2'), 'what was done before stays').toHaveAttribute('aria-pressed', 'true');
});

test('a fade says where it leads, and a press leaves the level where it is', async ({ desk, join }, info) => {
  const ana = await join('Ana');
  await ana.mixer.reads('Input 1', 'off');
  await ana.mixer.number('Input 1').click();
  await expect(ana.page.getByRole('button', { name: 'Fade', exact: true })).toBeVisible();
  await info.attach('entry', { body: await ana.page.screenshot(), contentType: 'image/png' });
  await ana.page.keyboard.press('Escape');

  await ana.mixer.fade('Input 1', '0', 30);
  await expect(ana.mixer.fading('Input 1')).toContainText('0.0');
  await moves(desk);
  await info.attach('fading', { body: await ana.page.screenshot(), contentType: 'image/png' });
  await ana.mixer.fading('Input 1').click();
  await expect(ana.mixer.fading('Input 1')).toHaveCount(0);
  expect(await rests(desk)).toBeLessThan(ZERO_DB - 0.05);

  // The fade is the one step there is, and nobody moved the level since.
  await ana.page.getByRole('button', { name: 'Undo, 1 step' }).click();
  await ana.mixer.reads('Input 1', 'off');
});

test('a hand on the fader takes over', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.reads('Input 1', 'off');
  await ana.mixer.fade('Input 1', '+10', 30);
  await moves(desk);
  await ana.mixer.drag('Input 1', 40);
  await expect(ana.mixer.fading('Input 1')).toHaveCount(0);
  expect(await rests(desk)).toBeLessThan(0.9);
});

test('somebody else who takes the level ends the fade', async ({ desk, join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ben.mixer.reads('Input 1', 'off');
  await ana.mixer.fade('Input 1', '+10', 30);
  await moves(desk);
  await ben.mixer.press('Input 1', 'Home');
  await expect(ana.mixer.fading('Input 1')).toHaveCount(0);
  await rests(desk);
  await ana.mixer.reads('Input 1', /^off/);
});

test('by keys alone', async ({ desk, join }) => {
  const ana = await join('Ana');
  const { keyboard } = ana.page;
  await ana.mixer.reads('Input 1', 'off');
  await ana.mixer.press('Input 1', 'Enter');
  await expect(ana.page.getByRole('textbox', { name: 'Level in dB' })).toBeFocused();
  await keyboard.type('0');
  for (let step = 0; step < 3; step += 1) await keyboard.press('Tab');
  await expect(ana.page.getByRole('combobox', { name: 'Fade time' })).toBeFocused();
  await keyboard.press('3');
  await expect(ana.page.getByRole('combobox', { name: 'Fade time' })).toHaveValue('30');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await moves(desk);
  await expect(ana.mixer.level('Input 1')).toBeFocused();
  await ana.mixer.fading('Input 1').focus();
  await keyboard.press('Enter');
  await expect(ana.mixer.fading('Input 1')).toHaveCount(0);
  await expect(ana.mixer.level('Input 1')).toBeFocused();
  expect(await rests(desk)).toBeLessThan(ZERO_DB - 0.05);
});

test('who may only look is offered none, and it speaks German', async ({ join }) => {
  const ana = await join('Ana');
  await ana.page.getByRole('button', { name: 'Language: DE, Deutsch' }).click();
  await ana.page.getByRole('button', { name: /, Eingang 1: tippen oder Schritte$/ }).click();
  await expect(ana.page.getByRole('combobox', { name: 'Fade-Zeit' })).toHaveValue('5');
  await ana.page.getByRole('textbox', { name: 'Pegel in dB' }).fill('-10');
  await ana.page.getByRole('button', { name: 'Fade', exact: true }).click();
  await ana.page.getByRole('button', { name: 'Fade von Eingang 1 auf −10,0 dB anhalten' }).click();

  const vic = await join('Vic', 'viewer');
  await expect(vic.mixer.level('Input 1')).toBeVisible();
  await vic.mixer.level('Input 1').focus();
  await vic.page.keyboard.press('Enter');
  await expect(vic.page.getByRole('textbox', { name: 'Level in dB' })).toHaveCount(0);
});
