// Every model of the family: the app has as many strips as that desk, no more.
import { expect, test } from '../fixtures.ts';
import type { Person } from '../pages/person.ts';

/** The strips on all layers, as `Input 1`, in their order. */
async function strips({ page }: Person): Promise<string[]> {
  const all: string[] = [];
  for (const layer of await page.getByRole('tab').all()) {
    await layer.click();
    await expect(layer).toHaveAttribute('aria-selected', 'true');
    for (const level of await page.locator('.bank').getByRole('slider', { name: / level$/ }).all()) {
      all.push(((await level.getAttribute('aria-label')) ?? '').replace(/ level$/, ''));
    }
  }
  return all;
}

const numbered = (kind: string, count: number) => Array.from({ length: count }, (_, index) => `${kind} ${index + 1}`);

for (const { model, says, counts } of [
  { model: 'ui12', says: 'Ui12', counts: { Input: 8, Aux: 4, Sub: 4, VCA: 0 } },
  { model: 'ui16', says: 'Ui16', counts: { Input: 12, Aux: 6, Sub: 4, VCA: 0 } },
  { model: 'ui24r', says: 'Ui24R', counts: { Input: 24, Aux: 10, Sub: 6, VCA: 6 } },
] as const) {
  test.describe(says, () => {
    test.use({ model });

    test(`a ${says} has its strips on the layers, and its buses in the rail`, async ({ join }) => {
      const ana = await join('Ana', 'engineer');
      await expect(ana.shell.says(says).first()).toBeVisible();
      // Those out of sight are made bit by bit.
      await expect(async () => {
        const shown = await strips(ana);
        for (const [kind, count] of Object.entries(counts)) {
          expect(shown.filter((name) => name.startsWith(`${kind} `)), kind).toEqual(numbered(kind, count));
        }
      }).toPass({ timeout: 40_000 });
      await expect(ana.page.getByRole('radio', { name: /^Aux \d+\b/ })).toHaveCount(counts.Aux);
    });
  });
}
