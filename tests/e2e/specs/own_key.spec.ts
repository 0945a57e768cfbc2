// Each fader writes its own key of the desk, and no other.
import { expect, test } from '../fixtures.ts';

/** Which key of the desk is the level of a strip: people count from 1, the desk from 0. */
const KEYS: Record<string, string> = { Input: 'i', Line: 'l', Player: 'p', FX: 'f', Sub: 's', Aux: 'a', VCA: 'v' };

for (const model of ['ui12', 'ui24r'] as const) {
  test.describe(model, () => {
    test.use({ model });

    test('every strip moves its own key, and no other', async ({ desk, join }) => {
      const ana = await join('Ana');
      const moved: string[] = [];
      for (const layer of await ana.page.getByRole('tab').all()) {
        await layer.click();
        await expect(layer).toHaveAttribute('aria-selected', 'true');
        const levels = ana.page.locator('.bank').getByRole('slider', { name: / level$/ });
        await expect(levels.first()).toBeAttached();
        for (const level of await levels.all()) {
          const strip = ((await level.getAttribute('aria-label')) ?? '').replace(/ level$/, '');
          const [kind = '', number = ''] = strip.split(' ');
          const key = `${KEYS[kind]}.${Number(number) - 1}.mix`;
          if (KEYS[kind] === undefined || moved.includes(key)) continue;
          await ana.mixer.press(strip, 'ArrowUp');
          await desk.receives(new RegExp(`SETD\\^${key.replaceAll('.', '\\.')}\\^`));
          moved.push(key);
        }
      }
      expect(moved.length).toBeGreaterThan(model === 'ui12' ? 20 : 50);
      const written = await desk.received(/ SET[DS]\^/);
      const keys = written.map((line) => /SET[DS]\^([^^]+)\^/.exec(line)?.[1]).filter((key) => !key?.startsWith('var.'));
      // Line and player are pairs from the factory on: one strip, both sides.
      const sides = (key: string) => (/^[lp]\.0\./.test(key) ? [key, key.replace('0', '1')] : [key]);
      expect(keys).toEqual(moved.flatMap(sides));
    });
  });
}
