// Left and right: dragged, stepped or typed, for single channels, for the sides
// of a pair, for sends into linked auxes, and for the main mix.
import { expect, test } from '../fixtures.ts';

const pan = (who: string) => `${who} pan`;

test('a pan is moved by keys, by a drag, or typed without one', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  await ana.channel.press(pan('Input 1'), 'PageUp');
  await desk.receives(/SETD\^i\.0\.pan\^0\.5(49|5)\d*$/);
  await ana.channel.slider(pan('Input 1')).click();
  await ana.page.getByRole('textbox', { name: pan('Input 1') }).fill('L35');
  await ana.page.keyboard.press('Enter');
  await desk.receives(/SETD\^i\.0\.pan\^0\.32[45]\d*$/);
  await ana.channel.reads(pan('Input 1'), 'left 35');

  await ana.channel.slider(pan('Input 1')).click();
  await ana.page.getByRole('button', { name: '10 to the right' }).click();
  await desk.receives(/SETD\^i\.0\.pan\^0\.37[45]\d*$/);
  await ana.page.keyboard.press('Escape');
  await ana.channel.slider(pan('Input 1')).dblclick();
  await ana.channel.reads(pan('Input 1'), 'centre');
  await desk.receives(/SETD\^i\.0\.pan\^0\.(5|500\d*|4999\d*)$/);
});

test('each side of a pair keeps its own pan, on the strip and on its page', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  await ana.mixer.layer(/Line/).click();
  await ana.channel.reads(pan('Line 1 L'), 'left 100');
  await ana.channel.reads(pan('Line 1 R'), 'right 100');
  await ana.channel.press(pan('Line 1 R'), 'PageDown');
  await desk.receives(/SETD\^l\.1\.pan\^0\.9(49|5)\d*$/);
  await ana.channel.open('line.1');
  await ana.channel.press('Pan L', 'PageUp');
  await desk.receives(/SETD\^l\.0\.pan\^0\.0(49|5)\d*$/);
  expect(await desk.received(/SETD\^l\.0\.pan\^1|SETD\^l\.1\.pan\^0$/), 'none drags the other along').toEqual([]);
});

test('the main mix has its balance on its page', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  await ana.channel.open('master');
  await ana.channel.type('Balance', 'R50');
  await desk.receives(/SETD\^m\.pan\^0\.7(49|5)\d*$/);
  await ana.channel.reads('Balance', 'right 50');
});

test.describe('where auxes are linked', () => {
  test.use({ scene: 'demo' });

  test('a send has a pan of its own', async ({ desk, join }) => {
    const ana = await join('Ana', 'engineer');
    await ana.mixer.chooseBus('Aux 5');
    const send = ana.page.getByRole('slider', { name: / pan$/ }).first();
    await send.press('PageUp');
    await desk.receives(/SETD\^i\.0\.aux\.4\.pan\^0\.\d+$/);
    await desk.receives(/SETD\^i\.0\.aux\.5\.pan\^0\.\d+$/);
    expect(await desk.received(/SETD\^i\.0\.pan/), 'and the channel keeps its own').toEqual([]);
  });
});
