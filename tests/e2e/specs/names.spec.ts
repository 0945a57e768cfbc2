// A desk where an input, an aux and a subgroup are called the same, and where
// two auxes are linked: what is meant can be seen and heard everywhere.
import { expect, test } from '../fixtures.ts';

test.use({ scene: 'demo' });

test('keys of strips stand below their kind, and say it', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  await ana.page.evaluate(() => window.location.assign('#/shows'));
  const safes = ana.page.getByRole('region', { name: 'Recall safe' });
  await expect(safes.getByRole('heading', { name: 'Aux', exact: true })).toBeVisible();
  await safes.getByRole('button', { name: 'Aux 1, Guitar', exact: true }).click();
  await desk.receives(/SETD\^a\.0\.safe\^1$/);
  await expect(safes.getByText('Guitar', { exact: true })).toHaveCount(2);

  await ana.page.evaluate(() => window.location.assign('#/layers'));
  await ana.page.getByRole('textbox', { name: 'New layer' }).fill('Band');
  await ana.page.keyboard.press('Enter');
  for (const name of ['Input 2, Guitar', 'Aux 1, Guitar']) await ana.channel.button(name).click();
  await expect(ana.page.locator('.order__name')).toHaveText(['Input 2, Guitar', 'Aux 1, Guitar']);
});

test('a linked aux is one send of a channel, with its whole name, and nothing widens the page', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  await ana.channel.open('input.1');
  await expect(ana.channel.slider('Send to Wedge R')).toBeHidden();
  const send = ana.channel.slider('Send to Wedge L');
  await send.press('PageUp');
  await desk.receives(/SETD\^i\.0\.aux\.4\.value/);
  await desk.receives(/SETD\^i\.0\.aux\.5\.value/);
  const row = ana.page.locator('.send').filter({ has: send });
  await expect(row).toContainText('Aux 5+6');
  const cut = await row.locator('b').evaluate((name) => name.scrollWidth - name.clientWidth);
  expect(cut, 'pixels of the name that are cut off').toBeLessThanOrEqual(0);
  expect(await ana.shell.tooWide(), 'pixels hidden at the right').toEqual([]);
});

test('a group of faders has no sound of its own, and no meter', async ({ join }) => {
  const ana = await join('Ana', 'engineer');
  await expect(ana.page.locator('.bank').getByRole('meter').first()).toBeVisible();
  await ana.mixer.layer('VCA').click();
  await expect(ana.mixer.level('Vocals')).toBeVisible();
  await expect(ana.page.locator('.bank').getByRole('meter')).toHaveCount(0);
});
