// A Ui12: the same app with what that desk has, and nothing of what it lacks.
import { expect, test } from '../fixtures.ts';

test.use({ model: 'ui12' });

test('a small desk is mixed, and its pages have no holes', async ({ desk, join }) => {
  const ana = await join('Ana');
  await expect(ana.shell.says('Ui12')).toBeVisible();
  await expect(ana.mixer.level('Input 8')).toBeAttached();
  await expect(ana.mixer.level('Input 9')).toHaveCount(0);
  await expect(ana.mixer.layer('VCA')).toHaveCount(0);
  await ana.mixer.press('Input 1', '0');
  await desk.receives(/SETD\^i\.0\.mix\^0\.76\d+$/);
  await ana.mixer.chooseBus('Aux 4');
  await ana.mixer.send('Input 2', 'Aux 4').press('PageUp');
  await desk.receives(/SETD\^i\.1\.aux\.3\.value\^0\.\d+$/);
  await ana.page.keyboard.press('Escape');

  // Its preamps belong to the channels.
  await ana.channel.open('input.1');
  await ana.channel.button('+48 V').click();
  await ana.channel.hold('Hold to turn on');
  await desk.receives(/SETD\^i\.0\.phantom\^1$/);
  await ana.channel.open('aux.1');
  const left = async (name: string) => {
    const box = await ana.page.getByRole('region', { name, exact: true }).boundingBox();
    return { x: box?.x ?? Number.NaN, y: box?.y ?? Number.NaN };
  };
  const [routing, equaliser] = [await left('Routing'), await left('Graphic EQ')];
  expect(routing.y, 'nothing is missing above the routing').toBe(equaliser.y);
  expect(routing.x).toBeLessThan(equaliser.x);
});
