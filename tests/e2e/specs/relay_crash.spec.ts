// The relay dies while people talk: they see it, write on, and lose nothing.
import { expect, test } from '../fixtures.ts';
import type { Person } from '../pages/person.ts';

const COUNT = 20;

function words(person: Person): string[] {
  return Array.from({ length: COUNT }, (_, index) => `${person.name} says ${index + 1} of ${COUNT}.`);
}

async function talk(person: Person, from: number, to: number): Promise<void> {
  for (const line of words(person).slice(from, to)) await person.chat.say(line);
}

test('both come back without a reload and nothing that was said is lost', async ({ relay, join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  const both = [ana, ben];
  for (const person of both) {
    person.expectOutages();
    await person.chat.open();
    // A reload would lose this.
    await person.page.evaluate(() => document.body.setAttribute('data-same-page', ''));
  }

  // It dies in the middle of their talk, with lines on their way in both directions.
  const talking = Promise.all(both.map((person) => talk(person, 0, 12)));
  await ben.chat.has(words(ana)[3] ?? '');
  await relay.crash();
  await talking;
  await Promise.all(both.map((person) => talk(person, 12, 16)));
  for (const person of both) await expect(person.shell.live).toBeHidden();
  await ana.mixer.press('Input 1', '0');
  await expect(ana.shell.says('Not connected. Levels cannot be moved now.').first()).toBeVisible();

  // They go on talking while it starts.
  await Promise.all([relay.restart(), ...both.map((person) => talk(person, 16, COUNT))]);
  const order: string[][] = [];
  for (const person of both) {
    await expect(person.shell.live).toBeVisible({ timeout: 20_000 });
    for (const line of both.flatMap(words)) await person.chat.has(line);
    await expect(person.page.locator('body[data-same-page]')).toHaveCount(1);
    order.push((await person.chat.log.innerText()).match(/\w+ says \d+ of \d+\./g) ?? []);
  }
  expect(order[0]).toHaveLength(2 * COUNT);
  expect(order[1]).toEqual(order[0]);
  for (const person of both) {
    expect(order[0]?.filter((line) => line.startsWith(person.name))).toEqual(words(person));
  }
  await ana.mixer.press('Input 1', '0');
  await ben.mixer.reads('Input 1', '0.0 decibels');
});
