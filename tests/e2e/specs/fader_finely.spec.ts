// The fader's finer ways: typed, stepped, slowed down, and by two fingers.
import { expect, test } from '../fixtures.ts';

test('a level is typed in and stepped', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.number('Input 1').click();
  const field = ana.page.getByRole('textbox', { name: 'Level in dB' });
  await field.fill('-6');
  await field.press('Enter');
  await ana.mixer.reads('Input 1', 'minus 6.0 decibels');
  await desk.receives(/SETD\^i\.0\.mix\^0\.6\d*$/);

  await ana.mixer.number('Input 1').click();
  await field.fill('loud');
  await field.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await ana.page.getByRole('button', { name: '1 dB up' }).click();
  await ana.mixer.reads('Input 1', 'minus 5.0 decibels');
  await field.press('Escape');
  await expect(field).toHaveCount(0);
});

test('two taps on the number are 0 dB', async ({ join }) => {
  const ana = await join('Ana');
  // A page can be up before the desk has told all: until then its numbers are old.
  await ana.mixer.reads('Input 2', 'off');
  // In one go: a busy machine must not put more than 300 ms between the two.
  await ana.mixer.number('Input 2').evaluate((number: HTMLElement) => {
    number.click();
    number.click();
  });
  await ana.mixer.reads('Input 2', '0.0 decibels');
});

test('the wheel scrolls, and turns a level only with its key', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.press('Input 1', '0');
  await desk.receives(/SETD\^i\.0\.mix/);
  const before = await desk.received(/SETD/);
  await ana.mixer.hold('Input 1');
  await ana.page.mouse.up();
  await ana.page.mouse.wheel(0, 300);
  await ana.mixer.reads('Input 1', '0.0 decibels');
  expect(await desk.received(/SETD/)).toEqual(before);
  await ana.page.keyboard.down('Alt');
  await ana.page.mouse.wheel(0, 100);
  await ana.page.keyboard.up('Alt');
  await ana.mixer.reads('Input 1', 'minus 0.5 decibels');
});

test('fine mode moves at a tenth', async ({ join }) => {
  const ana = await join('Ana');
  await ana.mixer.press('Input 1', '0');
  await ana.mixer.press('Input 2', '0');
  await ana.mixer.drag('Input 1', -100);
  await ana.page.getByRole('button', { name: 'Fine: faders move at a tenth' }).click();
  await ana.mixer.drag('Input 2', -100);
  const moved = async (strip: string) => Math.abs(Number(/[\d.]+/.exec(await ana.mixer.reading(strip))?.[0]));
  const [coarse, fine] = [await moved('Input 1'), await moved('Input 2')];
  expect(fine).toBeGreaterThan(0.5);
  expect(fine).toBeLessThan(coarse / 5);
});

test('two fingers move two faders', async ({ desk, join }) => {
  const ana = await join('Ana', 'admin', { viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true });
  await ana.mixer.swipeTwo('Input 1', 'Input 3', 100);
  await desk.receives(/SETD\^i\.0\.mix\^0\.\d+$/);
  await desk.receives(/SETD\^i\.2\.mix\^0\.\d+$/);
  expect(await ana.mixer.reading('Input 1')).toBe(await ana.mixer.reading('Input 3'));
});
