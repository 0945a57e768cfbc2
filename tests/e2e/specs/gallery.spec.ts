// Every widget in every state, beside each other: all are there, nothing is in
// the way, and states are told without colours.
import { existsSync } from 'node:fs';

import { type Page } from '@playwright/test';

import { expect, test as base } from '../fixtures.ts';
import { Files } from '../harness/files.ts';
import { ROOT } from '../harness/paths.ts';
import { barriers } from '../pages/barriers.ts';

/** Built by `cargo xtask gallery`. */
const FOLDER = `${ROOT}target/gallery`;

const test = base.extend<{ gallery: (theme: string) => Promise<Page> }>({
  gallery: async ({ browser }, use) => {
    if (!existsSync(`${FOLDER}/index.html`)) throw new Error('there is no gallery: `cargo xtask gallery` builds it');
    const files = await Files.serve(FOLDER);
    const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } });
    await use(async (theme) => {
      const page = await context.newPage();
      await page.goto(`${files.url}/#/gallery/${theme}`);
      await expect(page.locator('.gallery')).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      return page;
    });
    await context.close();
    await files.stop();
  },
});

/** Rules for how a page is put together, which this is not: the same strip stands in many states here. */
const OF_PAGES = ['heading-order', 'landmark-unique'];

/** What can be moved, and the states it can be in. */
const STATES = ['live', 'held', 'stale', 'readonly', 'refused'];
/** What stands in the gallery once in each state. */
const SAME = [
  '.strip', '.fader', '.pan', '.strip .key--mute', '.strip .key--solo', '.mixrow .hfader', '.mixrow .key--mute',
  '.sends > .slide .hfader', '.knob', '.opt', '.switch', '.choicebox', '.geq__band',
];
const MOVED: [string, string[]][] = [
  ['.fader', ['live', 'held', 'stale', 'readonly', 'refused']],
  ['.hfader', ['live', 'held', 'stale', 'readonly', 'refused']],
  ['.knob', ['live', 'held', 'stale', 'readonly', 'refused']],
  ['.strip', ['live', 'held', 'stale', 'readonly', 'refused']],
];

/** Other things that have to be seen, each in a form of its own. */
const SHOWN: [string, string][] = [
  ['a fader at rest', '.fader:not([data-held])'],
  ['a fader in another hand', '.fader[data-held=other] .who'],
  ['the mark of where the desk has it', '.fader__ghost'],
  ['a muted strip', '.strip[data-muted]'],
  ['the selected strip', '.strip[aria-current=true]'],
  ['a mute by a group', '.key--mute[data-by]'],
  ['a solo', '.key--solo[aria-pressed=true]'],
  ['a key that cannot be pressed', '.key[aria-disabled=true]'],
  ['a clip mark', '.clip'],
  ['a linked pair', '.mark--pair'],
  ['a strip in the making', '.strip--skeleton'],
  ['a disabled field or button', 'button:disabled, [aria-disabled=true]'],
  ['a graph for looking only', '.handle[data-state=readonly]'],
  ['a message that was not sent', '.msg[data-state=failed]'],
  ['a row that is muted', '.mixrow .key--mute[aria-pressed=true]'],
];

/** How something is drawn, but for its colours, where it is, and what it says. */
function formOf(root: Element): string {
  const FORM = [
    'display', 'visibility', 'opacity', 'border-style', 'border-width', 'outline-style', 'font-style', 'content',
    'background-image', 'background-size', 'mask-image', 'stroke-dasharray', 'stroke-width', 'text-decoration-line',
  ];
  const grey = (words: string) => words.replace(/(rgba?|color|oklab|color-mix|hsl)\([^()]*\)/g, 'ink');
  const drawn = (element: Element, part?: string) => {
    const style = getComputedStyle(element, part);
    if (part && style.content === 'none') return '';
    const clear = style.backgroundColor === 'rgba(0, 0, 0, 0)' ? 'hollow' : 'filled';
    return [...FORM.map((name) => grey(style.getPropertyValue(name))), grey(style.boxShadow), clear].join(' ');
  };
  const parts = [root, ...root.querySelectorAll('*')].filter(
    (part) =>
      part.closest('[aria-hidden=true], svg, .fader, .hfader, .knob, .pan, .key, .opt, .switch, .choicebox, .geq__band') &&
      part.checkVisibility(),
  );
  // How many there are of each kind tells what was added, such as letters of who holds it.
  return [...new Set(parts.flatMap((part) => [
    `${part.tagName} ${drawn(part)}`, drawn(part, '::before'), drawn(part, '::after'),
  ]))].join('\n');
}

for (const theme of ['dark', 'light']) {
  test(`every widget is there in every state, with no known barriers, ${theme}`, async ({ gallery }, info) => {
    const page = await gallery(theme);
    for (const [widget, states] of MOVED) {
      for (const state of states) {
        await expect(page.locator(`${widget}[data-state=${state}]`).first(), `${widget}, ${state}`).toBeAttached();
      }
    }
    for (const [what, selector] of SHOWN) await expect(page.locator(selector).first(), what).toBeAttached();

    // In hand, as only a hand can show it.
    const fader = page.locator('.fader[data-state=live]').first();
    await fader.scrollIntoViewIfNeeded();
    const box = await fader.boundingBox();
    if (!box) throw new Error('there is no fader on the screen');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 20, { steps: 4 });
    await expect(fader).toHaveAttribute('data-held', 'me');
    await expect(fader.locator('.fader__bubble')).toBeVisible();
    // The number is told a beat or two after it is shown.
    await expect.poll(() => barriers(page, undefined, OF_PAGES)).toEqual([]);
    await page.mouse.up();
    await expect(fader).not.toHaveAttribute('data-held', 'me');

    // No two states may differ by colours alone: each thing beside itself in
    // every other state. Switches are nobody's to hold.
    for (const widget of SAME) {
      const forms = new Map<string, string>();
      const isSwitch = /key--|opt|switch|choicebox/.test(widget);
      for (const state of STATES.filter((state) => !(isSwitch && state === 'held'))) {
        const all = page.locator(`[data-same=${state}]`).locator(widget);
        await expect(all.first(), `${widget}, ${state}`).toBeAttached();
        for (const [place, one] of (await all.all()).entries()) {
          await expect(one).toHaveAttribute('data-state', state);
          const form = `${place} ${await one.evaluate(formOf)}`;
          expect(forms.get(form), `${widget} ${place}, ${state}, looks in grey like`).toBeUndefined();
          forms.set(form, state);
        }
      }
    }
    for (const [widget, states] of MOVED) {
      const forms = new Map<string, string>();
      for (const state of states) {
        const form = await page.locator(`${widget}[data-state=${state}]`).first().evaluate(formOf);
        expect(forms.get(form), `${widget}, ${state}, looks in grey like`).toBeUndefined();
        forms.set(form, state);
      }
    }
    await page.addStyleTag({ content: 'html { filter: grayscale(1) }' });
    await info.attach('grey', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
  });
}
