// Talking: to each other, and taking words back.
import { expect, test } from '../fixtures.ts';

test('two people talk', async ({ join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ana.chat.open();
  await ben.chat.open();

  await ana.chat.say('Is the piano on?');
  await ana.chat.has('Is the piano on?');
  await ben.chat.has('Is the piano on?');
  await expect(ben.chat.message('Is the piano on?')).toContainText('Ana');

  await ben.chat.say('Line 2, coming up');
  await ana.chat.has('Line 2, coming up');
  await expect(ana.chat.message('Line 2, coming up')).toContainText('Ben');
});

test('a message is edited for everyone', async ({ join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ana.chat.open();
  await ben.chat.open();

  await ana.chat.say('Doors at seven');
  await ben.chat.has('Doors at seven');
  await ana.chat.edit('Doors at seven', 'Doors at eight');
  await ana.chat.has('Doors at eight');
  await ben.chat.has('Doors at eight');
  await expect(ben.chat.message('Doors at eight')).toContainText('edited');
  await expect(ben.chat.message('Doors at seven')).toHaveCount(0);
});

test('a message is deleted for everyone', async ({ join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ana.chat.open();
  await ben.chat.open();

  await ana.chat.say('Wrong room, sorry');
  await ben.chat.has('Wrong room, sorry');
  await ana.chat.delete('Wrong room, sorry');
  await expect(ana.chat.message('Wrong room, sorry')).toHaveCount(0);
  await expect(ben.chat.message('Wrong room, sorry')).toHaveCount(0);
  await expect(ben.chat.log).toContainText('Message deleted');
});

test('words that look like HTML stay words', async ({ join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ana.chat.open();
  await ben.chat.open();

  const words = '<img src=x onerror="document.title=1"> & <b>bold</b>';
  await ana.chat.say(words);
  await ben.chat.has(words);
  await expect(ben.chat.message(words).locator('img')).toHaveCount(0);
  await expect(ben.page).not.toHaveTitle('1');
});
