// Reloading the page: the person stays, and so does what was said.
import { expect, test } from '../fixtures.ts';

test('a reload keeps the session, the history and the mix', async ({ join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ana.chat.open();
  await ana.chat.say('Sound check at five');
  await ana.chat.has('Sound check at five');
  await ana.mixer.press('Input 1', '0');
  await ben.mixer.reads('Input 1', '0.0 decibels');

  await ana.page.reload();
  await expect(ana.shell.live).toBeVisible();
  await ana.chat.open();
  await ana.chat.has('Sound check at five');
  await expect(ana.chat.message('Sound check at five')).toContainText('You');
  await ana.mixer.reads('Input 1', '0.0 decibels');

  await ana.chat.say('Back again');
  await ben.chat.open();
  await ben.chat.has('Back again');
});

test('a page makes its strips once', async ({ join }) => {
  const ana = await join('Ana');
  await ana.page.addInitScript(() => {
    const made = Object.assign(window, { levelsMade: 0 });
    new MutationObserver((changes) => {
      for (const node of changes.flatMap((change) => [...change.addedNodes])) {
        if (node instanceof Element) made.levelsMade += node.querySelectorAll('[aria-label="Input 1 level"]').length;
      }
    }).observe(document, { childList: true, subtree: true });
  });
  await ana.page.reload();
  await ana.mixer.reads('Input 1', 'off');
  expect(await ana.page.evaluate(() => (window as unknown as { levelsMade: number }).levelsMade)).toBe(1);
});
