// Joining by a link.
import { expect, test } from '../fixtures.ts';
import { Person } from '../pages/person.ts';

test('a link shows what it allows and leads to the mix', async ({ browser, relay }) => {
  const ana = await Person.arrive(browser, 'Ana');
  await ana.page.goto(await relay.invite('engineer'));
  await expect(ana.page.getByRole('region', { name: 'Invitation' })).toContainText('Engineer');
  await ana.page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await ana.page.getByRole('button', { name: 'Join as Ana' }).click();
  await expect(ana.mixer.level('Input 1')).toBeVisible();
  // The code is used up, so it must not stay in the address.
  expect(ana.page.url()).not.toContain('join');
  await ana.leave();
});

test('a wrong or used code says why', async ({ browser, relay, join }) => {
  const link = await relay.invite('engineer');
  const ana = await Person.arrive(browser, 'Ana');
  await ana.joinBy(link);
  await ana.leave();
  await join('Cleo');

  for (const [url, sentence] of [
    [link, 'This invitation was already used. Ask for a new one.'],
    [relay.linkFor('AAAA-AAAA-AAAA'), 'This invitation does not exist. Check the code or ask for a new one.'],
  ] as const) {
    const ben = await Person.arrive(browser, 'Ben');
    await ben.page.goto(url);
    const alert = ben.page.getByRole('alert');
    const name = ben.page.getByRole('textbox', { name: 'Your name' });
    await expect(alert.or(name).first()).toBeVisible();
    if (!(await alert.isVisible())) {
      await name.fill('Ben');
      await ben.page.getByRole('button', { name: /^Join/ }).click();
    }
    await expect(alert).toContainText(sentence);
    await ben.leave();
  }
});

test('a viewer sees and talks, but moves nothing', async ({ desk, join }) => {
  const ana = await join('Ana');
  const vic = await join('Vic', 'viewer');
  await ana.mixer.press('Input 1', '0');
  await vic.mixer.reads('Input 1', /^0\.0 decibels/);

  await vic.mixer.press('Input 1', 'ArrowUp', 3);
  await expect(vic.shell.says('Your role does not allow this.').first()).toBeVisible();
  await vic.mixer.reads('Input 1', /^0\.0 decibels/);
  await vic.chat.open();
  await vic.chat.say('Sounds good from here');
  await ana.chat.open();
  await ana.chat.has('Sounds good from here');
  await ana.mixer.reads('Input 1', /^0\.0 decibels/);
  await desk.receives(/SETD\^i\.0\.mix\^/);
});
