// On a phone, a tablet and a large screen: everything can be reached, nothing
// runs over the edge, and thumbs are large.
import { expect, test } from '../fixtures.ts';

const SCREENS = [
  { name: 'phone', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  { name: 'phone on its side', viewport: { width: 844, height: 390 }, hasTouch: true, isMobile: true },
  { name: 'tablet', viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true },
  { name: 'laptop', viewport: { width: 1280, height: 800 } },
  { name: 'large screen', viewport: { width: 1920, height: 1080 } },
];

for (const { name, ...options } of SCREENS) {
  test(`mixing and talking on a ${name}`, async ({ desk, join }, info) => {
    const ben = await join('Ben', 'admin');
    const ana = await join('Ana', 'engineer', options);

    await expect(ana.mixer.level('Input 1')).toBeVisible();
    if (options.hasTouch) await ana.mixer.swipe('Input 1', { up: 60 });
    else await ana.mixer.drag('Input 1', 60);
    await ben.mixer.reads('Input 1', /decibels$/);
    await desk.receives(/SETD\^i\.0\.mix\^0\.\d+/);
    const level = await ben.mixer.reading('Input 1');
    await ana.mixer.reads('Input 1', level);

    const mute = ana.mixer.mute('Input 1');
    const box = await mute.boundingBox();
    if (options.hasTouch) {
      expect(box?.height).toBeGreaterThanOrEqual(40);
      await mute.tap();
    } else {
      await mute.click();
    }
    await ben.mixer.isOn(ben.mixer.mute('Input 1'), true);
    await info.attach('mix', { body: await ana.page.screenshot(), contentType: 'image/png' });

    await ana.chat.open();
    await ana.chat.say(`Hello from a ${name}`);
    await ben.chat.open();
    await ben.chat.has(`Hello from a ${name}`);
    await info.attach('chat', { body: await ana.page.screenshot(), contentType: 'image/png' });

    expect(await ana.shell.tooWide(), 'pixels over the right edge').toEqual([]);
  });
}
