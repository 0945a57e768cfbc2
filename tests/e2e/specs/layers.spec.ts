// Layers that people put together: for themselves, for the crew, in an order of
// their own, and carried to another browser as a file.
import { mkdtemp, readFile } from 'node:fs/promises';

import { expect, test } from '../fixtures.ts';
import { Relay } from '../harness/relay.ts';
import { Simulator } from '../harness/simulator.ts';
import type { Person } from '../pages/person.ts';

async function make(person: Person, name: string, strips: string[]): Promise<void> {
  const { page } = person;
  await page.evaluate(() => window.location.assign('#/layers'));
  await page.getByRole('textbox', { name: 'New layer' }).fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  const keys = page.getByRole('region', { name: 'Channels on this layer' });
  for (const strip of strips) await keys.getByRole('button', { name: strip, exact: true }).click();
}

const order = (person: Person) =>
  person.page.getByRole('list', { name: 'Channels in their order' }).locator('.order__name');
const mix = (person: Person) => person.page.evaluate(() => window.location.assign('#/'));
const strips = (person: Person) => person.page.locator('.bank .scribble__name, .bank .strip--gap');

test('an own layer has the chosen strips in the chosen order, by keyboard, and outlives a reload', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  await make(ana, 'Band', ['Input 5', 'Input 2', 'Aux 1']);
  await expect(order(ana)).toHaveText(['Input 5', 'Input 2', 'Aux 1']);
  await ana.page.getByRole('button', { name: 'Move Aux 1, place 3 of 3' }).press('ArrowUp');
  await expect(order(ana)).toHaveText(['Input 5', 'Aux 1', 'Input 2']);
  // The handle keeps the focus, so that one press follows the other.
  await ana.page.keyboard.press('ArrowUp');
  await expect(order(ana)).toHaveText(['Aux 1', 'Input 5', 'Input 2']);
  await mix(ana);
  await ana.mixer.layer('Band').click();
  await expect(strips(ana)).toHaveText(['Aux 1', 'Input 5', 'Input 2']);
  await ana.mixer.level('Input 5').press('PageUp');
  await desk.receives(/SETD\^i\.4\.mix\^0\.\d+$/);
  await ana.page.reload();
  await ana.mixer.layer('Band').click();
  await expect(strips(ana)).toHaveText(['Aux 1', 'Input 5', 'Input 2']);
});

test('strips are dragged into order', async ({ join }) => {
  const ana = await join('Ana', 'engineer');
  await make(ana, 'Band', ['Input 1', 'Input 2', 'Input 3']);
  const handle = await ana.page.getByRole('button', { name: 'Move Input 1, place 1 of 3' }).boundingBox();
  const last = await ana.page.getByRole('button', { name: 'Move Input 3, place 3 of 3' }).boundingBox();
  if (!handle || !last) throw new Error('nothing to drag');
  await ana.page.mouse.move(handle.x + 10, handle.y + handle.height / 2);
  await ana.page.mouse.down();
  await ana.page.mouse.move(handle.x + 10, last.y + last.height / 2, { steps: 12 });
  await ana.page.mouse.up();
  await expect(order(ana)).toHaveText(['Input 2', 'Input 3', 'Input 1']);
});

test('a layer shared with the crew is on every surface, also after the relay came back', async ({ relay, join }) => {
  const ana = await join('Ana', 'engineer');
  const vera = await join('Vera', 'viewer');
  await make(ana, 'Choir', ['Input 7', 'Input 8']);
  await expect(vera.mixer.layer('Choir')).toHaveCount(0);
  await ana.page.getByRole('switch', { name: 'Shared with the crew' }).click();
  await vera.mixer.layer('Choir').click();
  await expect(strips(vera)).toHaveText(['Input 7', 'Input 8']);
  // It changes under those who look at it, and stays the one they chose.
  await ana.page.getByRole('button', { name: 'Take Input 7 off' }).click();
  await expect(strips(vera)).toHaveText(['Input 8']);

  ana.expectOutages();
  vera.expectOutages();
  await relay.crash();
  await relay.restart();
  await expect(vera.shell.live).toBeVisible({ timeout: 30_000 });
  await vera.page.reload();
  await vera.mixer.layer('Choir').click();
  await expect(strips(vera)).toHaveText(['Input 8']);

  // Who does not run the desk sees whose it is.
  await vera.page.evaluate(() => window.location.assign('#/layers'));
  await expect(vera.shell.says('The crew shares this layer; engineers change it.')).toBeVisible();
  await expect(vera.page.getByRole('region', { name: 'Channels on this layer' })).toHaveCount(0);
});

test('a strip is dragged over several places of a shared layer, and every place is kept', async ({ join }) => {
  const ana = await join('Ana', 'engineer');
  const vera = await join('Vera', 'viewer');
  await make(ana, 'Choir', ['Input 1', 'Input 2', 'Input 3', 'Input 4']);
  await ana.page.getByRole('switch', { name: 'Shared with the crew' }).click();
  await vera.mixer.layer('Choir').click();
  // Torn down and built again, the list would lose this mark.
  const list = ana.page.getByRole('list', { name: 'Channels in their order' });
  await list.evaluate((element) => element.setAttribute('data-same', ''));
  const handle = await ana.page.getByRole('button', { name: 'Move Input 1, place 1 of 4' }).boundingBox();
  const last = await ana.page.getByRole('button', { name: 'Move Input 4, place 4 of 4' }).boundingBox();
  if (!handle || !last) throw new Error('nothing to drag');
  await ana.page.mouse.move(handle.x + 10, handle.y + handle.height / 2);
  await ana.page.mouse.down();
  await ana.page.mouse.move(handle.x + 10, last.y + last.height / 2, { steps: 24 });
  await ana.page.mouse.up();
  await expect(strips(vera)).toHaveText(['Input 2', 'Input 3', 'Input 4', 'Input 1']);
  await expect(order(ana)).toHaveText(['Input 2', 'Input 3', 'Input 4', 'Input 1']);
  await expect(list).toHaveAttribute('data-same', '');
  await expect(ana.page.getByText('Not kept')).toHaveCount(0);
});

test('layers travel as a file, and a strip the desk lacks leaves a gap', async ({ join }) => {
  const ana = await join('Ana', 'engineer');
  await make(ana, 'Band', ['Input 3', 'Input 1']);
  const [download] = await Promise.all([
    ana.page.waitForEvent('download'),
    ana.page.getByRole('link', { name: 'Save as a file' }).click(),
  ]);
  const words = await readFile(await download.path(), 'utf8');
  const [band] = JSON.parse(words).layers;
  expect(band).toMatchObject({ name: 'Band', strips: ['input.3', 'input.1'] });
  // The same file, made at a larger desk.
  const larger = { mediatrix: 'layers', layers: [{ ...band, strips: ['input.3', 'input.64', 'input.1'] }] };

  const ben = await join('Ben', 'viewer');
  await ben.page.evaluate(() => window.location.assign('#/layers'));
  const file = ben.page.locator('input[type=file]');
  await file.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
  await expect(ben.shell.says('This file has no layers in it.')).toBeVisible();
  await file.setInputFiles({ name: 'l.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(larger)) });
  await expect(ben.page.getByRole('heading', { name: 'Band', level: 2 })).toBeVisible();
  await mix(ben);
  await ben.mixer.layer('Band').click();
  await expect(strips(ben)).toHaveText(['Input 3', 'Not on this desk', 'Input 1']);
});

/** What a layout looks like: strips in their order, with colours and icons. */
async function looks(person: Person): Promise<string[]> {
  return person.page.locator('.bank .strip').evaluateAll((all) =>
    all.map((strip) => {
      const name = strip.querySelector('.scribble__name')?.textContent ?? '';
      const icon = strip.querySelector('.scribble__row > .icon use')?.getAttribute('href') ?? 'no icon';
      return [name, getComputedStyle(strip).getPropertyValue('--ch'), icon].join(' ');
    }),
  );
}

/** Gives a strip a colour and an icon. */
async function paint({ page }: Person, path: string, colour: string, icon: string): Promise<void> {
  await page.evaluate((hash) => window.location.assign(hash), `#/channel/${path}`);
  await page.getByRole('button', { name: 'Edit name and looks' }).click();
  const sheet = page.getByRole('dialog').filter({ visible: true });
  await sheet.getByRole('radio', { name: colour, exact: true }).check();
  await sheet.getByRole('radio', { name: icon, exact: true }).check({ force: true });
  await page.keyboard.press('Escape');
}

/** Saves the layout as a file and gives its words. */
async function saved({ page }: Person): Promise<string> {
  await page.evaluate(() => window.location.assign('#/layers'));
  const link = page.getByRole('link', { name: 'Save as a file' });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  return readFile(await download.path(), 'utf8');
}

/** Adds layers from such a file. */
async function add({ page }: Person, words: string): Promise<void> {
  await page.evaluate(() => window.location.assign('#/layers'));
  const file = { name: 'layout.json', mimeType: 'application/json', buffer: Buffer.from(words) };
  await page.locator('input[type=file]').setInputFiles(file);
}

test('a layout travels to another browser and another desk, and is identical', async ({ desk, folder, arrive, join }, info) => {
  test.slow();
  const ana = await join('Ana', 'engineer');
  await make(ana, 'Band', ['Input 5', 'Input 2', 'Aux 1']);
  await paint(ana, 'input.5', 'Red', 'Guitar');
  await paint(ana, 'input.2', 'Green', 'Voice');
  await desk.receives(/SETD\^i\.1\.color\^6$/);
  await ana.page.evaluate(() => window.location.assign('#/layers'));
  const hidden = (person: Person) => person.page.getByRole('region', { name: 'Hidden here' });
  await hidden(ana).getByText(/Left off/).click();
  await info.attach('hidden', { body: await ana.page.screenshot({ fullPage: true }), contentType: 'image/png' });
  for (const name of ['Input 3', 'Input 4']) await hidden(ana).getByRole('button', { name, exact: true }).click();
  await mix(ana);
  await ana.mixer.layer('Inputs 1–12').click();
  await expect(strips(ana).nth(2)).toHaveText('Input 5');
  const inputs = await looks(ana);
  await ana.mixer.layer('Band').click();
  await expect(strips(ana)).toHaveText(['Input 5', 'Input 2', 'Aux 1']);
  const band = await looks(ana);
  const words = await saved(ana);

  const same = async (person: Person) => {
    await mix(person);
    await person.mixer.layer('Band').click();
    await expect.poll(() => looks(person)).toEqual(band);
    await person.mixer.layer('Inputs 1–12').click();
    await expect.poll(() => looks(person)).toEqual(inputs);
  };
  // At the same desk there is nothing to ask, whoever it is.
  const ben = await join('Ben', 'viewer');
  await add(ben, words);
  await expect(ben.page.getByRole('heading', { name: 'Band', level: 2 })).toBeVisible();
  await expect(ben.page.getByRole('dialog')).toBeHidden();
  await same(ben);
  expect(JSON.parse(await saved(ben))).toEqual({ ...JSON.parse(words), layers: [expect.objectContaining({ name: 'Band' })] });

  // Another relay with another desk: nothing is written before yes.
  const far = await Simulator.start(await mkdtemp(`${folder}/far-`));
  const relay = await Relay.start({ data: `${folder}/far-data`, desk: far.address });
  const [eva, vic] = [await arrive('Eva'), await arrive('Vic')];
  try {
    await eva.joinBy(await relay.invite('engineer'));
    await vic.joinBy(await relay.invite('viewer'));
    await add(vic, words);
    await expect(vic.shell.says('Colours and icons belong to desk and crew: left as they are.')).toBeVisible();
    await add(eva, words);
    const question = eva.page.getByRole('dialog', { name: 'Take colours and icons from the file?' });
    await expect(question).toContainText('look different in it: 2.');
    await info.attach('question', { body: await eva.page.screenshot(), contentType: 'image/png' });
    expect(await far.received(/SETD\^i\.\d+\.color/)).toEqual([]);
    await question.getByRole('button', { name: 'Take them' }).click();
    await far.receives(/SETD\^i\.4\.color\^3$/);
    await same(eva);
    await same(vic);
  } finally {
    for (const person of [eva, vic]) await person.page.close();
    await relay.stop();
    await far.stop();
  }
});

test('a deleted layer comes back by undo', async ({ join }) => {
  const ana = await join('Ana', 'engineer');
  await make(ana, 'Band', ['Input 1']);
  await ana.page.getByRole('button', { name: 'Delete layer' }).click();
  await expect(ana.shell.says('No layer chosen')).toBeVisible();
  await ana.page.getByText('Layer “Band” deleted').locator('xpath=ancestor::*[.//button][1]').getByRole('button', { name: 'Undo' }).click();
  await expect(ana.page.getByRole('heading', { name: 'Band', level: 2 })).toBeVisible();
});

test('on a phone layers are put together by finger, in German', async ({ join }, info) => {
  const ana = await join('Ana', 'engineer', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await ana.page.getByRole('button', { name: /^Language|^Sprache/ }).click();
  await ana.page.getByRole('button', { name: /^Ebenen/ }).tap();
  await ana.page.getByRole('dialog').getByRole('link', { name: 'Ebenen bearbeiten' }).tap();
  await ana.page.getByRole('textbox', { name: 'Neue Ebene' }).fill('Chor');
  await ana.page.getByRole('button', { name: 'Anlegen' }).tap();
  await ana.page.getByRole('region', { name: 'Kanäle auf dieser Ebene' }).getByRole('button', { name: 'Eingang 4', exact: true }).tap();
  await expect(ana.page.getByRole('button', { name: 'Eingang 4 verschieben, Platz 1 von 1' })).toBeVisible();
  expect(await ana.shell.tooWide(), 'pixels over the right edge').toEqual([]);
  await info.attach('layers', { body: await ana.page.screenshot({ fullPage: true }), contentType: 'image/png' });
});

test('every layer is in sight beside an open chat, and keys of a phone’s sheet keep apart', async ({ join }) => {
  const ana = await join('Ana', 'engineer', { viewport: { width: 1024, height: 768 } });
  const { page } = ana;
  for (const language of ['en', 'de'] as const) {
    await ana.shell.speaks(language);
    for (const [width, height] of [[1024, 768], [1100, 800], [1280, 800], [820, 1180], [700, 900]] as const) {
      await page.setViewportSize({ width, height });
      const hidden = await page.locator('.layers > .tabs').evaluate((tabs) => [
        tabs.scrollWidth - tabs.clientWidth,
        tabs.scrollHeight - tabs.clientHeight,
      ]);
      expect(hidden, `pixels of layers out of sight at ${width} x ${height}, ${language}`).toEqual([0, 0]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('.pickers .picker').nth(1).click();
    const keys = page.locator('dialog.sheet[open]').locator('.choice, .btn');
    await expect(keys.first()).toBeVisible();
    const boxes = await keys.evaluateAll((keys) => keys.map((key) => key.getBoundingClientRect().toJSON()));
    for (const [at, one] of boxes.entries()) {
      for (const other of boxes.slice(at + 1)) {
        const gap = Math.max(other.top - one.bottom, other.left - one.right);
        expect(gap, 'pixels between two keys').toBeGreaterThanOrEqual(7.5);
      }
    }
    await page.keyboard.press('Escape');
  }
});
