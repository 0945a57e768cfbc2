// Choosing a language: at once, everywhere, and for the next visit.
import { expect, test } from '../fixtures.ts';

test('the app speaks German when asked, and remembers it', async ({ join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  const { page } = ana;
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');

  await page.getByRole('button', { name: 'Language: DE, Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('slider', { name: 'Eingang 1 Pegel' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Nachricht an Crew' })).toBeVisible();

  await page.getByRole('textbox', { name: 'Nachricht an Crew' }).fill('Guten Abend');
  await page.keyboard.press('Enter');
  await ben.chat.open();
  await ben.chat.has('Guten Abend');

  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByRole('button', { name: 'Sprache: EN, English' }).click();
  await expect(ana.mixer.level('Input 1')).toBeVisible();
});

test('a German browser is greeted in German', async ({ browser, relay }) => {
  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto(await relay.invite('admin'));
  await expect(page.getByRole('textbox', { name: 'Dein Name' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await context.close();
});
