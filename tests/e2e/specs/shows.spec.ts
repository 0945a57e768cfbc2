// Shows, snapshots and cues: saved, loaded after a question that names the
// gap, renamed and deleted; cues load at once.
import { expect, test } from '../fixtures.ts';

test('a snapshot is saved, and loading it asks and names the gap', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  const { page } = ana;
  await page.getByRole('link', { name: 'Shows' }).filter({ visible: true }).click();
  const snapshots = page.getByRole('region', { name: 'Snapshots: Default' });
  await expect(snapshots.getByRole('listitem')).toContainText(['* Init *']);
  await snapshots.getByRole('textbox', { name: 'New snapshot' }).fill('Opener');
  await page.keyboard.press('Enter');
  await desk.receives(/SAVESNAPSHOT\^Default\^Opener$/);
  await expect(snapshots.getByRole('listitem').filter({ hasText: 'Opener' })).toContainText('Loaded');

  // A safe channel is left alone, and the question says so.
  await page.getByRole('region', { name: 'Recall safe' }).getByRole('button', { name: 'Input 2', exact: true }).click();
  await desk.receives(/SETD\^i\.1\.safe\^1$/);
  await snapshots.getByRole('button', { name: 'Load * Init *' }).click();
  const question = page.getByRole('dialog', { name: 'Load “* Init *”?' });
  await expect(question).toContainText('The sound can stop for about a second');
  await expect(question).toContainText('One channel is safe');
  await question.getByRole('button', { name: 'Cancel' }).click();
  expect(await desk.received(/LOADSNAPSHOT/)).toEqual([]);
  await snapshots.getByRole('button', { name: 'Load * Init *' }).click();
  await question.getByRole('button', { name: 'Load' }).click();
  await desk.receives(/LOADSNAPSHOT\^Default\^\* Init \*$/);
  await expect(snapshots.getByRole('listitem').filter({ hasText: 'Init' })).toContainText('Loaded');
});

test('before a snapshot loads, what was changed and not saved is listed', async ({ desk, join }, info) => {
  const ana = await join('Ana', 'engineer');
  const ben = await join('Ben', 'engineer');
  const { page } = ana;
  await ana.mixer.reads('Input 1', 'off');
  await ana.mixer.press('Input 1', '0');
  await ana.mixer.mute('Input 1').click();
  await page.getByRole('link', { name: 'Shows' }).filter({ visible: true }).click();
  const snapshots = page.getByRole('region', { name: 'Snapshots: Default' });
  const question = page.getByRole('dialog', { name: /^Load / });
  const asks = async (name: string): Promise<string> => {
    await snapshots.getByRole('button', { name: `Load ${name}`, exact: true }).click();
    await expect(question).toContainText('The sound can stop');
    const words = await question.locator('p').innerText();
    await question.getByRole('button', { name: 'Cancel' }).click();
    return words;
  };
  // What came before this page is not known to it, and it says so.
  await expect.poll(() => asks('* Init *')).toContain('it does not know');

  // Saved by somebody else, in the same show: nothing is lost any more.
  await ben.page.evaluate(() => window.location.assign('#/shows'));
  const bens = ben.page.getByRole('region', { name: 'Snapshots: Default' });
  await bens.getByRole('textbox', { name: 'New snapshot' }).fill('Opener');
  await ben.page.keyboard.press('Enter');
  await desk.receives(/SAVESNAPSHOT\^Default\^Opener$/);
  await expect.poll(() => asks('Opener')).toContain('Nothing was changed since the last load or save.');
  await ben.page.evaluate(() => window.location.assign('#/'));
  await ben.mixer.press('Input 1', 'PageDown');
  await ben.mixer.mute('Input 3').click();
  await expect.poll(() => asks('Opener')).toContain('Changed since the last load or save:\nInput 1: Level\nInput 3: Mute');
  await snapshots.getByRole('button', { name: 'Load Opener' }).click();
  await info.attach('question', { body: await page.screenshot(), contentType: 'image/png' });
  await question.getByRole('button', { name: 'Cancel' }).click();

  // Back where it was is no change.
  await ben.mixer.mute('Input 3').click();
  await expect.poll(() => asks('Opener')).not.toContain('Input 3');

  // What is saved over is not lost either, whatever its name.
  await snapshots.getByRole('button', { name: 'More with Opener' }).click();
  await snapshots.getByRole('button', { name: 'Save over it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => asks('Opener')).toContain('Nothing was changed');

  // A long list is cut.
  await ben.page.getByRole('button', { name: 'Hold: clear mutes' }).waitFor();
  for (const input of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) await ben.mixer.mute(`Input ${input}`).click();
  await expect.poll(() => asks('Opener')).toContain('Input 8: Mute\nand 2 more channels');
});

test('a snapshot is renamed and deleted, and a cue loads without a question', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer');
  const { page } = ana;
  await page.evaluate(() => window.location.assign('#/shows'));
  const snapshots = page.getByRole('region', { name: 'Snapshots: Default' });
  await snapshots.getByRole('textbox', { name: 'New snapshot' }).fill('One');
  await page.keyboard.press('Enter');
  await snapshots.getByRole('button', { name: 'More with One' }).click();
  await snapshots.getByRole('textbox', { name: 'New name' }).fill('Two');
  await snapshots.getByRole('button', { name: 'Rename' }).click();
  await desk.receives(/RENAMESNAPSHOT\^Default\^One\^Default\^Two$/);
  await snapshots.getByRole('button', { name: 'More with Two' }).click();
  await snapshots.getByRole('button', { name: 'Delete' }).click();
  const question = page.getByRole('dialog', { name: 'Delete “Two”?' });
  await question.getByRole('button', { name: 'Delete' }).click();
  await desk.receives(/DELETESNAPSHOT\^Default\^Two$/);
  await expect(snapshots.getByRole('listitem')).toHaveCount(1);

  const cues = page.getByRole('region', { name: 'Cues: Default' });
  await cues.getByRole('textbox', { name: 'New cue' }).fill('Applause');
  await page.keyboard.press('Enter');
  await desk.receives(/SAVECUE\^Default\^Applause$/);
  await cues.getByRole('button', { name: 'Load Applause' }).click();
  await desk.receives(/LOADCUE\^Default\^Applause$/);
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a show is made and looked into; only an admin may delete it', async ({ desk, join }) => {
  const ana = await join('Ana', 'admin');
  const ben = await join('Ben', 'engineer');
  for (const { page } of [ana, ben]) await page.evaluate(() => window.location.assign('#/shows'));
  const shows = ana.page.getByRole('region', { name: 'Shows', exact: true });
  await shows.getByRole('textbox', { name: 'New show' }).fill('Gig');
  await ana.page.keyboard.press('Enter');
  await desk.receives(/CREATESHOW\^Gig$/);
  await expect(ana.page.getByRole('region', { name: 'Snapshots: Gig' })).toBeVisible();

  const bens = ben.page.getByRole('region', { name: 'Shows', exact: true });
  await bens.getByRole('button', { name: 'More with Gig' }).click();
  await expect(bens.getByRole('button', { name: 'Save over it' })).toBeVisible();
  await expect(bens.getByRole('button', { name: 'Delete' })).toBeHidden();

  await shows.getByRole('button', { name: 'More with Gig' }).click();
  await shows.getByRole('button', { name: 'Delete' }).click();
  await ana.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await desk.receives(/DELETESHOW\^Gig$/);
  await expect(bens.getByRole('button', { name: 'Gig', exact: true })).toBeHidden();
});

test('who does not run the desk has no shows', async ({ join }) => {
  const vera = await join('Vera', 'viewer');
  await expect(vera.mixer.level('Input 1')).toBeVisible();
  await expect(vera.page.getByRole('link', { name: 'Shows' })).toHaveCount(0);
  await vera.page.evaluate(() => window.location.assign('#/shows'));
  await expect(vera.shell.says('Only engineers have this page')).toBeVisible();
});

test('in German shows and player fit every screen', async ({ join }, info) => {
  const ana = await join('Ana', 'engineer');
  await ana.page.getByRole('button', { name: /^Language|^Sprache/ }).click();
  for (const [width, height] of [[360, 740], [390, 844], [820, 1180], [1280, 800], [1920, 1080], [844, 390]] as const) {
    await ana.page.setViewportSize({ width, height });
    for (const [place, heading] of [['#/shows', 'Snapshots: Default'], ['#/player', 'Mehrspur']] as const) {
      await ana.page.evaluate((hash) => window.location.assign(hash), place);
      await expect(ana.page.getByRole('region', { name: heading })).toBeAttached();
      expect(await ana.shell.tooWide(), `pixels over the right edge of ${place} at ${width}`).toEqual([]);
      await info.attach(`${place.slice(2)}-${width}`, { body: await ana.page.screenshot(), contentType: 'image/png' });
    }
  }
});
