// The desk has another address than the relay was told, or is not switched on:
// an admin sends the relay to one in the app, and everybody goes along.
import { mkdir } from 'node:fs/promises';

import { expect, test } from '../fixtures.ts';
import { Simulator } from '../harness/simulator.ts';
import type { Person } from '../pages/person.ts';

const shows = ({ page }: Person) => page.getByRole('link', { name: 'Shows' }).filter({ visible: true }).click();

test('an admin gives the relay another desk while its own is off', async ({ desk, folder, join }) => {
  const ana = await join('Ana');
  const eva = await join('Eva', 'engineer');
  await ana.mixer.press('Input 1', '0');
  await eva.mixer.reads('Input 1', '0.0 decibels');
  await desk.crash();
  await expect(eva.shell.says('No connection to the desk').first()).toBeVisible();
  await expect(eva.page.getByRole('button', { name: 'Another desk' })).toBeHidden();

  const elsewhere = `${folder}/elsewhere`;
  await mkdir(elsewhere);
  const second = await Simulator.start(elsewhere);
  await ana.page.getByRole('button', { name: 'Another desk' }).click();
  const field = ana.page.getByRole('textbox', { name: /Address of a desk/ });
  await expect(field).toBeFocused();
  const question = ana.page.getByRole('dialog', { name: /Go to the desk/ });

  ana.expectRefusals();
  await field.fill('not a desk');
  await field.press('Enter');
  await question.getByRole('button', { name: 'Connect' }).click();
  await expect(ana.page.getByRole('alert').filter({ hasText: 'no address of a desk' })).toBeVisible();

  // No is no.
  await field.fill(second.address);
  await field.press('Enter');
  await expect(question).toContainText(second.address);
  await ana.page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await field.fill(second.address);
  await ana.page.getByRole('button', { name: 'Connect' }).click();
  await question.getByRole('button', { name: 'Connect' }).click();

  // The second is as it was switched on: nothing of the first is carried over.
  await expect(eva.shell.says('No connection to the desk')).toHaveCount(0);
  await eva.mixer.reads('Input 1', 'off');
  await expect(ana.page.getByText(`ui://${second.address}: connected`)).toBeVisible();
  await eva.mixer.press('Input 2', '0');
  await second.receives(/SETD\^i\.1\.mix\^0\.76\d+$/);
  expect(await second.received(/SETD\^i\.0\.mix/)).toEqual([]);
  await second.stop();
});

test('a desk that the relay simulates has as many strips as its model', async ({ join }) => {
  const ana = await join('Ana');
  const eva = await join('Eva', 'engineer');
  await expect(eva.mixer.level('Input 9')).toBeAttached();
  await shows(ana);
  await ana.page.getByRole('button', { name: 'Simulated Ui12' }).click();
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Connect' }).click();
  await expect(eva.mixer.layer('VCA')).toHaveCount(0);
  await expect(eva.mixer.level('Input 9')).toHaveCount(0);
  await expect(eva.shell.says('Ui12').first()).toBeVisible();
  await shows(eva);
  await expect(eva.page.getByRole('region', { name: 'Shows' })).toBeVisible();
  await expect(eva.page.getByRole('region', { name: 'Desk' })).toHaveCount(0);
});
