// What a machine can say about accessibility: names, roles, contrast.
import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

import { expect, test } from '../fixtures.ts';

/** What axe finds on the page as it is now, one line per rule with the first place. */
async function findings(page: Page): Promise<string[]> {
  const path = new URL('../node_modules/axe-core/axe.min.js', import.meta.url);
  await page.evaluate(await readFile(path, 'utf8'));
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<AxeResults> } };
    return axe.run();
  });
  return results.violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`);
}

test('the join page has no known barriers', async ({ arrive, relay }) => {
  const ana = await arrive('Ana');
  await ana.page.goto(await relay.invite('engineer'));
  await expect(ana.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
  expect(await findings(ana.page)).toEqual([]);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`mix and chat have no known barriers, ${colorScheme}`, async ({ join }) => {
    const ana = await join('Ana', 'admin', { colorScheme, reducedMotion: 'reduce' });
    await ana.mixer.mute('Input 1').click();
    await ana.mixer.solo('Input 2').click();
    await ana.chat.open();
    await ana.chat.say('A line to look at');
    await ana.chat.has('A line to look at');
    const theme = ana.page.getByRole('button', { name: /^Light or dark, now: / });
    const wanted = colorScheme === 'dark' ? /Dark$/ : /Light$/;
    for (let press = 0; press < 3 && !wanted.test((await theme.getAttribute('aria-label')) ?? ''); press += 1) {
      await theme.click();
    }
    expect(await findings(ana.page)).toEqual([]);
  });
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`the pages of channels have no known barriers, ${colorScheme}`, async ({ join }) => {
    const ana = await join('Ana', 'admin', { colorScheme, reducedMotion: 'reduce' });
    await ana.page.evaluate((theme) => document.documentElement.setAttribute('data-theme', theme), colorScheme);
    for (const path of ['input.1', 'aux.1', 'fx.3', 'master']) {
      await ana.channel.open(path);
      if (path === 'input.1') {
        await ana.channel.button('Low cut').click();
        await ana.channel.button('+48 V').click();
        await expect(ana.page.getByRole('alertdialog')).toBeVisible();
      }
      expect(await findings(ana.page), path).toEqual([]);
    }
  });
}
