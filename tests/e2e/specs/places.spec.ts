// From one place of the app to the next: what was shown leaves as a whole.
import { test } from '../fixtures.ts';
import { visit } from '../pages/tour.ts';

test('every page leads to every other, and none breaks on leaving', async ({ join }) => {
  const { page } = await join('Ana', 'engineer');
  const places = [
    ['#/player', '.transport'],
    ['#/layers', 'main[data-page=layers]'],
    ['#/shows', '.memory'],
    ['#/channel/input.1', '.detail'],
    ['#/', '.bank .strip'],
  ] as const;
  for (const [from, fromStands] of places) {
    for (const [to, toStands] of places) {
      await visit(page, from, fromStands);
      await visit(page, to, toStands);
    }
  }
});
