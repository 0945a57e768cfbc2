// Fades, which the library makes of many small moves.
import { expect, test } from '../fixtures.ts';
import { says } from '../remote.ts';

test('a fade arrives as steps in one direction and ends on its goal', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  const steps: number[] = [];
  ben.ui.master.input(1).faderLevel$.subscribe((level: number) => steps.push(level));
  await ana.ui.master.input(1).fadeToDB(0, 1000);
  await says(ben.ui.master.input(1).faderLevelDB$, 0);
  expect(steps.length).toBeGreaterThan(8);
  // 25 steps per second and the two ends.
  expect(steps.length).toBeLessThanOrEqual(28);
  expect(steps).toEqual([...steps].sort((one, other) => one - other));
});

test('master, aux and send fade at the same time', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  const { ui } = ana;
  await Promise.all([
    ui.master.fadeTo(0.25, 500),
    ui.master.aux(1).fadeToDB(-20, 500),
    ui.aux(2).input(1).fadeToDB(-6, 500),
    ui.fx(1).input(1).fadeTo(1, 500),
  ]);
  await says(ben.ui.master.faderLevel$, 0.25);
  await says(ben.ui.master.aux(1).faderLevelDB$, -20);
  await says(ben.ui.aux(2).input(1).faderLevelDB$, -6);
  await says(ben.ui.fx(1).input(1).faderLevelDB$, 10);
});
