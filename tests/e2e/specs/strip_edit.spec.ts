// Names and colours of strips: changed by those who mix, shown to everybody,
// and taken back.
import { expect, test } from '../fixtures.ts';

test('a strip is named and coloured on its page, everybody sees it, and undo takes it back', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  const ben = await join('Ben', 'viewer');
  await ana.channel.open('input.3');
  await ana.channel.button('Edit name and looks').click();
  const sheet = ana.page.getByRole('dialog', { name: 'Edit Input 3' });
  await sheet.getByRole('textbox', { name: 'Name' }).fill('Guitar');
  await ana.page.keyboard.press('Enter');
  await desk.receives(/SETS\^i\.2\.name\^Guitar$/);
  await expect(ben.mixer.level('Guitar')).toBeVisible();
  await expect(ana.channel.heading('Guitar')).toBeAttached();

  await sheet.getByRole('radio', { name: 'Violet' }).check();
  await desk.receives(/SETD\^i\.2\.color\^8$/);
  const strip = ben.page.getByRole('region', { name: /Guitar/ });
  await expect(strip).toHaveCSS('--ch', '#b392f7');
  // The desk's own word counts for who looks next.
  await expect(sheet.getByRole('radio', { name: 'Violet' })).toBeChecked();

  // Desks keep no icons; the crew does.
  await sheet.getByRole('radio', { name: 'Guitar' }).check({ force: true });
  await expect(strip.locator('use[href="#i-guitar"]')).toBeAttached();

  await ana.page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  const undo = ana.page.getByRole('button', { name: /^Undo/ }).first();
  await undo.click();
  await desk.receives(/SETD\^i\.2\.color\^0$/);
  await undo.click();
  await desk.receives(/SETS\^i\.2\.name\^$/);
  await expect(ben.mixer.level('Input 3')).toBeVisible();
});

test('a right click on a strip edits it, and Escape forgets what was typed', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  await ana.page.getByRole('link', { name: /^Open .*Input 2$/ }).click({ button: 'right' });
  const sheet = ana.page.getByRole('dialog', { name: 'Edit Input 2' });
  const name = sheet.getByRole('textbox', { name: 'Name' });
  await expect(name).toHaveAttribute('maxlength', '20');
  await name.fill('Nobody');
  await ana.page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await ana.mixer.mute('Input 2').click();
  await desk.receives(/SETD\^i\.1\.mute\^1$/);
  expect(await desk.received(/SETS/)).toEqual([]);
});

test('a finger that rests on a strip edits it and does not follow the link', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const link = ana.page.getByRole('link', { name: /^Open .*Input 1$/ });
  const box = await link.boundingBox();
  if (!box) throw new Error('the strip is not on the screen');
  const screen = await ana.context.newCDPSession(ana.page);
  const touch = (type: 'touchStart' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    screen.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }]);
  const sheet = ana.page.getByRole('dialog', { name: 'Edit Input 1' });
  await expect(sheet).toBeVisible();
  await touch('touchEnd', []);
  await sheet.getByRole('textbox', { name: 'Name' }).fill('Lead vocal');
  // A tap right after a long press may still belong to it.
  await expect(async () => {
    await sheet.getByRole('button', { name: 'Close' }).tap({ timeout: 1000 });
    await expect(sheet).toBeHidden({ timeout: 1000 });
  }).toPass();
  await desk.receives(/SETS\^i\.0\.name\^Lead vocal$/);
  await expect(ana.mixer.level('Lead vocal')).toBeVisible();
});

test('who may not mix is told so', async ({ desk, join }) => {
  const ana = await join('Ana');
  const vera = await join('Vera', 'viewer');
  await vera.channel.open('input.1');
  await vera.channel.button('Edit name and looks').click();
  await expect(vera.shell.says('Your role does not allow this.').first()).toBeVisible();
  await expect(vera.page.getByRole('dialog', { name: 'Edit Input 1' })).toBeHidden();
  await ana.mixer.mute('Input 1').click();
  await desk.receives(/SETD\^i\.0\.mute\^1$/);
  expect(await desk.received(/SETS/)).toEqual([]);
});

test('in German on a small phone the sheet fits and speaks German', async ({ join }, info) => {
  const ana = await join('Ana', 'engineer', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await ana.page.getByRole('button', { name: /^Language|^Sprache/ }).click();
  await ana.channel.open('input.1');
  await ana.channel.button('Name und Aussehen ändern').tap();
  const sheet = ana.page.getByRole('dialog', { name: 'Eingang 1 bearbeiten' });
  await expect(sheet.getByRole('radio', { name: 'Violett' })).toBeVisible();
  const over = await sheet.evaluate((box) => box.scrollWidth - box.clientWidth);
  expect(over, 'pixels over the right edge').toBeLessThanOrEqual(0);
  await info.attach('sheet', { body: await ana.page.screenshot(), contentType: 'image/png' });
});
