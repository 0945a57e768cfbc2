// Joining by a link.
import type { Page } from '@playwright/test';

import { type Arrive, expect, test } from '../fixtures.ts';

test('a link shows what it allows and leads to the mix', async ({ arrive, relay }) => {
  const ana = await arrive('Ana');
  await ana.page.goto(await relay.invite('engineer'));
  await expect(ana.page.getByRole('region', { name: 'Invitation' })).toContainText('Engineer');
  await ana.page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await ana.page.getByRole('button', { name: 'Join as Ana' }).click();
  await expect(ana.mixer.level('Input 1')).toBeVisible();
  // The code is used up, so it must not stay in the address.
  expect(ana.page.url()).not.toContain('join');
});

test('a code can be typed as well', async ({ arrive, relay }) => {
  const code = (await relay.invite('engineer')).replace(/^.*\//, '');
  const ana = await arrive('Ana');
  await ana.page.goto(relay.url);
  await ana.page.getByRole('textbox', { name: 'Invitation code' }).fill(code);
  await ana.page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await ana.page.keyboard.press('Enter');
  await expect(ana.mixer.level('Input 1')).toBeVisible();
});

/** What someone is told who follows this link. */
async function refusal(arrive: Arrive, link: string): Promise<string> {
  const ben = await arrive('Ben');
  ben.expectRefusals();
  await ben.page.goto(link);
  return await told(ben.page);
}

async function told(page: Page): Promise<string> {
  const alert = page.getByRole('alert').filter({ hasText: /./ });
  await expect(alert).toBeVisible();
  return (await alert.innerText()).trim();
}

test('a wrong code says so', async ({ arrive, relay }) => {
  expect(await refusal(arrive, relay.linkFor('AAAA-AAAA-AAAA'))).toBe(
    'This invitation does not exist. Check the code or ask for a new one.',
  );
});

test('a used code says so', async ({ arrive, relay }) => {
  const link = await relay.invite('engineer');
  const ana = await arrive('Ana');
  await ana.joinBy(link);
  expect(await refusal(arrive, link)).toBe('This invitation was already used. Ask for a new one.');
});

test('a code that ran out while the form was open says so', async ({ arrive, relay }) => {
  const link = await relay.invite('engineer', '--expires', '3s');
  const ana = await arrive('Ana');
  ana.expectRefusals();
  await ana.page.goto(link);
  await expect(ana.page.getByRole('region', { name: 'Invitation' })).toContainText('Engineer');
  await expect(async () => {
    const ben = await arrive('Ben');
    ben.expectRefusals();
    await ben.page.goto(link);
    const told = ben.page.getByRole('alert').filter({ hasText: /./ });
    await expect(told).toHaveText('This invitation has expired. Ask for a new one.', { timeout: 500 });
  }).toPass();
  await ana.page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await ana.page.getByRole('button', { name: 'Join as Ana' }).click();
  expect(await told(ana.page)).toBe('This invitation has expired. Ask for a new one.');
});
