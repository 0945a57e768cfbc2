// The list of keys: `?` opens it, and what it says is what the keys do.
import { expect, test } from '../fixtures.ts';
import type { Person } from '../pages/person.ts';

const open = (person: Person) => person.page.getByRole('dialog', { name: 'Keys of the keyboard' });

/** What is in the list: groups with their keys. */
async function listed(person: Person): Promise<string[]> {
  const list = (await open(person).locator('.key_list').textContent()) ?? '';
  let group = '';
  return list.split('\n').flatMap((line) => {
    const [key, does] = line.split('\t');
    if (does === undefined && line) group = `${line}: `;
    return does === undefined ? [] : [group + key];
  });
}

type Try = (person: Person) => Promise<void>;

const LEVEL = 'Input 1';
/** A key on a fader that stands at -10 dB, and what it reads then. */
const fader = (...tries: [string, string][]): Try => async ({ mixer }) => {
  for (const [key, words] of tries) {
    await mixer.type(LEVEL, '-10');
    await mixer.press(LEVEL, key);
    await mixer.reads(LEVEL, words);
  }
};

/** Every line of the list, done. */
const TRIES: Record<string, Try> = {
  'Everywhere: ?': async (person) => {
    await person.page.keyboard.press('?');
    await expect(open(person)).toBeVisible();
    await person.page.keyboard.press('Escape');
  },
  'Everywhere: Ctrl+Z': async ({ mixer, page }) => {
    await mixer.mute(LEVEL).click();
    await page.keyboard.press('Control+z');
    await mixer.isOn(mixer.mute(LEVEL), false);
  },
  'Everywhere: Esc': async ({ mixer, page }) => {
    await mixer.chooseBus('Aux 3');
    await page.keyboard.press('Escape');
    await expect(mixer.busBar).toBeHidden();
  },
  'Everywhere: Space, held': async ({ page }) => {
    await page.getByRole('button', { name: 'Hold to unlock' }).focus();
    await page.keyboard.down('Space');
    await expect(page.getByRole('button', { name: 'Hold to unlock' })).toHaveCount(0);
    await page.keyboard.up('Space');
  },
  'Strip: M': async ({ mixer }) => {
    await mixer.press(LEVEL, 'm');
    await mixer.isOn(mixer.mute(LEVEL), true);
    await mixer.press(LEVEL, 'm');
    await mixer.isOn(mixer.mute(LEVEL), false);
  },
  'Strip: S': async ({ mixer }) => {
    await mixer.press(LEVEL, 's');
    await mixer.isOn(mixer.solo(LEVEL), true);
    await mixer.press(LEVEL, 's');
    await mixer.isOn(mixer.solo(LEVEL), false);
  },
  'Fader and send: ↑ ↓': fader(['ArrowUp', 'minus 9.5 decibels'], ['ArrowDown', 'minus 10.5 decibels']),
  'Fader and send: Shift+↑ ↓': fader(['Shift+ArrowUp', 'minus 9.9 decibels'], ['Shift+ArrowDown', 'minus 10.1 decibels']),
  'Fader and send: Page ↑ ↓': fader(['PageUp', 'minus 7.0 decibels'], ['PageDown', 'minus 13.0 decibels']),
  'Fader and send: Home': fader(['Home', 'off']),
  'Fader and send: End or 0': fader(['End', '0.0 decibels'], ['0', '0.0 decibels']),
  'Fader and send: Alt+wheel': async ({ mixer, page }) => {
    await mixer.type(LEVEL, '-10');
    await mixer.level(LEVEL).locator('xpath=..').hover();
    await page.keyboard.down('Alt');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Alt');
    await mixer.reads(LEVEL, 'minus 9.5 decibels');
  },
  'Fader and send: Enter': async ({ mixer, page }) => {
    await mixer.press(LEVEL, 'Enter');
    await expect(page.getByRole('textbox', { name: 'Level in dB' })).toBeFocused();
    for (const key of ['Fade', 'Boost']) await expect(page.getByRole('button', { name: key, exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
  },
  'Knob and pan: ← →': async ({ page }) => {
    const pan = page.getByRole('slider', { name: 'Input 1 pan' });
    await pan.press('ArrowLeft');
    await expect(pan).toHaveAttribute('aria-valuetext', /^left 2$/);
    await pan.press('Shift+ArrowRight');
    await expect(pan).toHaveAttribute('aria-valuetext', /^left 1$/);
  },
  'Knob and pan: 0': async ({ page }) => {
    const pan = page.getByRole('slider', { name: 'Input 1 pan' });
    await pan.press('0');
    await expect(pan).toHaveAttribute('aria-valuetext', 'centre');
  },
  'Point of an EQ: ← →': (person) => band(person, 'ArrowRight', 0),
  'Point of an EQ: ↑ ↓': (person) => band(person, 'ArrowUp', 1),
  'Point of an EQ: Page ↑ ↓': (person) => band(person, 'PageUp', 2),
  'Layers: ← →': async ({ mixer, page }) => {
    await page.evaluate(() => window.location.assign('#/'));
    await mixer.layer('Inputs 1–12').press('ArrowRight');
    await expect(mixer.layer('Inputs 13–24')).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowLeft');
    await expect(mixer.layer('Inputs 1–12')).toBeFocused();
  },
  'Layers: ↑ ↓': async ({ page }) => {
    await page.evaluate(() => window.location.assign('#/layers'));
    await page.getByRole('textbox', { name: 'New layer' }).fill('Band');
    await page.keyboard.press('Enter');
    for (const name of ['Input 1', 'Input 2']) await page.locator('#choices').getByRole('button', { name }).first().click();
    const row = (place: number) => page.locator('.order__row').nth(place);
    await expect(row(1)).toContainText('Input 2');
    await row(0).getByRole('button', { name: /place 1 of 2/i }).press('ArrowDown');
    await expect(row(1)).toContainText('Input 1');
    await page.evaluate(() => window.location.assign('#/'));
  },
  'Field: Enter': async ({ chat, mixer, page }) => {
    await chat.open();
    await page.getByRole('textbox', { name: /^Message / }).fill('One line');
    await page.keyboard.press('Enter');
    await chat.has('One line');
    await mixer.type(LEVEL, '-3');
    await mixer.reads(LEVEL, 'minus 3.0 decibels');
  },
  'Field: Shift+Enter': async ({ page }) => {
    const field = page.getByRole('textbox', { name: /^Message / });
    await field.fill('One');
    await field.press('Shift+Enter');
    await page.keyboard.type('two?');
    await expect(field, 'a question mark in a text is one').toHaveValue('One\ntwo?');
    await field.fill('');
  },
  'Field: Esc': async ({ mixer, page }) => {
    const before = await mixer.reading(LEVEL);
    await mixer.number(LEVEL).click();
    await page.getByRole('textbox', { name: 'Level in dB' }).fill('-40');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('textbox', { name: 'Level in dB' })).toHaveCount(0);
    await mixer.reads(LEVEL, before);
  },
};

/** A key on a point of an equaliser changes this one of what it says, and no other. */
async function band({ page }: Person, key: string, changes: number): Promise<void> {
  await page.evaluate(() => window.location.assign('#/channel/input.1'));
  const point = page.locator('#eq').getByRole('slider', { name: 'Band 3' }).first();
  await expect(point).toBeVisible();
  const parts = async () => ((await point.getAttribute('aria-valuetext')) ?? '').split(', ');
  const before = await parts();
  await point.press(key);
  const changed = async () => (await parts()).map((part, at) => (part === before[at] ? -1 : at)).filter((at) => at >= 0);
  await expect.poll(changed).toEqual([changes]);
}

test('every key in the list does what it says', async ({ join }, info) => {
  test.slow();
  const ana = await join('Ana');
  await ana.mixer.reads(LEVEL, 'off');
  await ana.page.keyboard.press('?');
  await expect(open(ana)).toBeVisible();
  await info.attach('list', { body: await ana.page.screenshot(), contentType: 'image/png' });
  const lines = await listed(ana);
  expect([...lines].sort()).toEqual(Object.keys(TRIES).sort());
  await ana.page.keyboard.press('Escape');
  await expect(open(ana)).toBeHidden();
  for (const line of lines) await test.step(line, () => TRIES[line]?.(ana));
});

test('a key beside the layers opens it too, on phones in their sheet, in German as well', async ({ join }) => {
  const ana = await join('Ana', 'engineer', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await ana.page.getByRole('button', { name: /^Layers/ }).tap();
  await ana.page.getByRole('button', { name: 'Keys of the keyboard' }).filter({ visible: true }).tap();
  await expect(open(ana)).toBeVisible();
  expect(await ana.shell.tooWide()).toEqual([]);
  await ana.page.keyboard.press('Escape');
  await ana.page.keyboard.press('Escape');
  await ana.page.setViewportSize({ width: 1280, height: 800 });
  await ana.page.getByRole('button', { name: 'Language: DE, Deutsch' }).click();
  await ana.page.getByRole('button', { name: 'Tasten der Tastatur' }).filter({ visible: true }).click();
  await expect(ana.page.getByRole('dialog', { name: 'Tasten der Tastatur' })).toContainText('Strg+Z');
});
