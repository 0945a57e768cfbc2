// The meter bridge: a window that shows the meters of all strips at once.
import { expect, test } from '../fixtures.ts';

test.use({ scene: 'demo' });

test('all meters stand in a window of their own, and mutes show there', async ({ desk, join }) => {
  const ana = await join('Ana', 'engineer', { viewport: { width: 1280, height: 800 } });
  const [bridge] = await Promise.all([
    ana.context.waitForEvent('page'),
    ana.page.getByRole('link', { name: 'Meters' }).filter({ visible: true }).click(),
  ]);
  const column = (name: string) => bridge.getByRole('meter', { name: `${name} meter`, exact: true });
  await expect(bridge.getByRole('region', { name: 'Inputs' }).getByRole('meter')).toHaveCount(24);
  await expect(bridge.getByRole('region', { name: 'Main', exact: true }).getByRole('meter')).toHaveCount(2);
  // A level is told, and drawn.
  const bass = column('Input 7, Bass');
  await expect.poll(async () => Number(await bass.getAttribute('aria-valuenow'))).toBeGreaterThan(-60);
  await expect(bass.locator('canvas')).toBeVisible();

  await ana.mixer.mute('Bass').click();
  await desk.receives(/SETD\^i\.6\.mute\^1$/);
  await expect(bass).toHaveAttribute('data-faint', '');
  await bridge.getByRole('link', { name: '7 Bass' }).click();
  await expect(bridge.locator('.detail')).toBeVisible();
});

test('the bridge fits a phone, a low window and a large screen', async ({ join }) => {
  const ana = await join('Ana', 'engineer');
  await ana.page.evaluate(() => window.location.assign('#/meters'));
  for (const [width, height] of [[390, 844], [1280, 320], [1920, 1080]] as const) {
    await ana.page.setViewportSize({ width, height });
    await expect(ana.page.getByRole('meter').first()).toBeVisible();
    expect([...(await ana.shell.tooWide()), ...(await ana.shell.cut())], `over an edge at ${width}`).toEqual([]);
  }
});
