// No view says in one language what belongs to the other: at every stop the
// language is changed in place, and what is then still the same has to be rightly so.
import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures.ts';
import type { Person } from '../pages/person.ts';
import { CHANNELS, CREW, GUEST, MUSICIAN, PHONE, type Stop, visit, walk } from '../pages/tour.ts';

// A tour of every view takes a while on a busy machine.
test.describe.configure({ timeout: 240_000 });

/** Words that are rightly the same in both languages. */
const SAME = new Set(
  ('Mediatrix Mix Chat Crew Live Offline Solo M S CLIP PRE POST EQ Gate Player Shows Snapshots Cues Playlist Recorder ' +
    'Fade Boost Aux Line VCA FX SUB Sub ST LR L R dB dBFS ms Hz kHz s Q BPM Gain Delay Attack Release Ratio Make-up Phase Preamp ' +
    'Sends Routing Balance Chorus Tempo Hi-Z V DE EN Band Default Orange Computer Film')
    .split(' '),
);
/** What people, the desk and the stick in it have named. */
const NAMED = /^(Ana?|Ben?|Mia?|Ui24R|ui:.*|\* Init \*|Recordings|Walk-in|Interval|Rehearsal)$/;

/** Every piece of words that is seen or read out. */
async function words(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pieces = new Set<string>();
    const take = (words: string | null | undefined) => {
      const piece = words?.replace(/\s+/g, ' ').trim();
      if (piece && /\p{L}{2}/u.test(piece)) pieces.add(piece);
    };
    const NAMES = ['aria-label', 'aria-valuetext', 'aria-roledescription', 'title', 'placeholder', 'alt'];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const within = texts.currentNode.parentElement;
      if (within && !within.closest('script, style, noscript, [lang]:not(html), .msg__text')) take(texts.currentNode.textContent);
    }
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.closest('[lang]:not(html)')) for (const name of NAMES) take(element.getAttribute(name));
    }
    return [...pieces];
  });
}

/** What is said the same way in both languages at each stop, and has a word that should not be. */
async function speaksBoth(person: Person, stops: Stop[]): Promise<void> {
  const { page, shell } = person;
  const found = new Map<string, string>();
  await walk(page, stops, async (stop) => {
    await shell.speaks('en');
    const english = new Set(await words(page));
    await shell.speaks('de');
    const foreign = (piece: string) => piece.split(/[^\p{L}-]+/u).some((word) => /\p{L}/u.test(word) && !SAME.has(word));
    const both = async () =>
      (await words(page)).filter((piece) => english.has(piece) && !NAMED.test(piece) && foreign(piece));
    // Numbers that move are written at a beat.
    await expect.poll(both, { timeout: 1_000 }).toEqual([]).catch(() => undefined);
    for (const piece of await both()) if (!found.has(piece)) found.set(piece, stop);
    await shell.speaks('en');
  });
  expect([...found].map(([piece, stop]) => `${stop}: ${piece}`)).toEqual([]);
}

test('who runs the desk reads one language at a time', async ({ join }) => {
  const ana = await join('Ana', 'engineer');
  const ben = await join('Ben', 'engineer');
  await ana.mixer.solo('Input 2').click();
  await ben.mixer.hold('Input 3');
  await ana.mixer.isHeldBy('Input 3', 'Ben');
  await ana.chat.say('A line to look at');
  await ana.chat.has('A line to look at');
  await speaksBoth(ana, CREW);
});

test('so do musicians, and those who join', async ({ arrive, relay }) => {
  const mia = await arrive('Mia', { viewport: { width: 390, height: 844 } });
  await mia.page.goto(await relay.invite('musician', '--bus', '1'));
  await expect(mia.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
  await speaksBoth(mia, [
    { name: 'invited', come: async () => undefined },
    { name: 'no code', come: (page) => visit(page, '#/join', '.joinform') },
  ]);
  await mia.joinBy(await relay.invite('musician', '--bus', '1'));
  await speaksBoth(mia, MUSICIAN);
});

for (const [name, options] of Object.entries({
  'a small phone': { viewport: { width: 360, height: 640 }, hasTouch: true },
  'a phone': { viewport: { width: 390, height: 844 }, hasTouch: true },
})) {
  test(`in German nothing is cut off or stands out on ${name}`, async ({ arrive, join, relay }) => {
    const found: string[] = [];
    const ana = await arrive('Ana', options);
    await ana.page.goto(await relay.invite('engineer'));
    await expect(ana.page.locator('.joinform')).toBeVisible();
    await fits(ana, [{ name: 'join', come: (page) => expect(page.locator('.joinform')).toBeVisible() }], found);
    await ana.shell.speaks('en');
    await ana.joinBy(await relay.invite('engineer'));
    await fits(ana, [...PHONE, ...CHANNELS], found);
    const mia = await arrive('Mia', options);
    await mia.joinBy(await relay.invite('musician', '--bus', '1'));
    await fits(mia, MUSICIAN, found);
    await fits(await join('Vic', 'viewer', options), GUEST, found);
    expect([...new Set(found)]).toEqual([]);
  });
}

test('nor on a laptop', async ({ join }) => {
  const found: string[] = [];
  await fits(await join('Ana', 'engineer'), CREW.filter(({ name }) => !name.startsWith('a message')), found);
  expect([...new Set(found)]).toEqual([]);
});

/** Notes what is cut off, or stands out of its place, at each stop in German. */
async function fits({ page, shell }: Person, stops: Stop[], found: string[]): Promise<void> {
  await shell.speaks('de');
  await walk(page, stops, async (stop) => {
    const cut = [...(await shell.tooWide()), ...(await shell.cut()), ...(await shell.outside())];
    found.push(...cut.map((what) => `${stop}: ${what}`));
  });
}
