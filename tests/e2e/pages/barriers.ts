// What a machine can say about the page as it is now: barriers that axe finds,
// what moves, and what runs over its place.
import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const AXE = new URL('../node_modules/axe-core/axe.min.js', import.meta.url);

/** Strips are alike: those beyond these are not looked at. */
const ALIKE = '.bank > .strip:nth-of-type(n + 6), .mixrow:nth-of-type(n + 8), .arrange__row:nth-of-type(n + 5)';

/** What axe finds, one line per rule with its places; with `rules`, only what these find, and never by those left `out`. */
export async function barriers(page: Page, rules?: string[], out: string[] = []): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(await readFile(AXE, 'utf8'));
  const results = await page.evaluate(
    async ([alike, options]) => {
      const { axe } = window as unknown as {
        axe: { run(context: object, options: RunOptions): Promise<AxeResults> };
      };
      // While a dialog is open, the rest is out of reach.
      const modal = document.querySelector('dialog[open]');
      return axe.run({ include: [modal ?? document], exclude: [alike] }, options);
    },
    [ALIKE, {
      // What was found is all that is read.
      resultTypes: ['violations'],
      rules: Object.fromEntries(out.map((rule) => [rule, { enabled: false }])),
      ...(rules ? { runOnly: rules } : {}),
    } as RunOptions] as const,
  );
  return results.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`);
}

/** Every barrier in dark, and what colours alone can change in light. */
export async function barriersInBothThemes(page: Page): Promise<string[]> {
  const theme = (name: string) =>
    page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), name);
  await theme('dark');
  const dark = await barriers(page);
  await theme('light');
  const light = await barriers(page, ['color-contrast']);
  await theme('dark');
  return [...dark.map((finding) => `dark: ${finding}`), ...light.map((finding) => `light: ${finding}`)];
}

/**
 * Keys, tabs and choices that are on and look just as those that are off, where both are on the screen: the kind of
 * element, and what its state is called.
 */
export async function unmarked(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const DRAWN = [
      'background-color', 'background-image', 'color', 'border-color', 'border-width', 'border-style', 'outline-style',
      'opacity', 'content', 'font-weight', 'fill', 'stroke', 'text-decoration-line', 'transform', 'left', 'display',
    ];
    const style = (element: Element, part?: string) => {
      const drawn = getComputedStyle(element, part);
      return DRAWN.map((name) => drawn.getPropertyValue(name)).join(' ');
    };
    // Words and icons tell a state as well.
    const look = (element: Element) => [
      style(element), style(element, '::before'), style(element, '::after'), element.innerHTML,
      ...[...element.querySelectorAll('*')].map((part) => style(part)),
    ];
    const seen = [...document.querySelectorAll<HTMLElement>('[aria-pressed], [aria-checked], [aria-selected], [aria-current]')]
      .filter((element) => element.checkVisibility() && element.getClientRects().length > 0);
    const found = new Set<string>();
    for (const state of ['aria-pressed', 'aria-checked', 'aria-selected', 'aria-current']) {
      for (const on of seen.filter((element) => !['false', null].includes(element.getAttribute(state)))) {
        const off = [...document.querySelectorAll<HTMLElement>(`${on.tagName}[class="${on.className}"]`)].find(
          (other) => ['false', null].includes(other.getAttribute(state)) && other.checkVisibility(),
        );
        if (!off) continue;
        const [one, other] = [look(on), look(off)];
        // The words of two choices differ anyway.
        one.splice(3, 1, '');
        other.splice(3, 1, '');
        if (one.join() === other.join()) found.add(`${on.tagName}.${on.className} ${state}`);
      }
    }
    return [...found];
  });
}
