// One channel: what its page does, as the desk hears it.
import { expect, test } from '../fixtures.ts';
import { visit } from '../pages/tour.ts';

test('a strip leads to its page, the page to its neighbours and back', async ({ join }) => {
  const ana = await join('Ana');
  await ana.channel.openFromStrip('Input 2');
  await ana.page.getByRole('link', { name: 'Next channel' }).click();
  await expect(ana.channel.heading('Input 3')).toBeVisible();
  await ana.page.getByRole('link', { name: 'Previous channel' }).press('Enter');
  await expect(ana.channel.heading('Input 2')).toBeVisible();
  await ana.page.goBack();
  await expect(ana.channel.heading('Input 3')).toBeVisible();
  await ana.page.getByRole('link', { name: 'Back to the mix' }).click();
  await expect(ana.mixer.level('Input 1')).toBeVisible();
});

test('gain goes by the law of the preamp behind the patch, and is typed in decibels', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.channel.open('input.3');
  await ana.channel.type('Gain', '26');
  // 26 dB is cell 32 of 64 on a Ui24R; preamps are not the strips'.
  await desk.receives(/SETD\^hw\.2\.gain\^0\.507\d*$/);
  await ana.channel.reads('Gain', '26 decibels');
  await ana.channel.press('Gain', 'ArrowDown');
  await ana.channel.reads('Gain', '24 decibels');
  await ana.channel.press('Gain', 'ArrowUp', 2);
  await ana.channel.reads('Gain', '27 decibels');
  // What is no number changes nothing.
  await ana.channel.type('Gain', 'loud');
  await ana.channel.reads('Gain', '27 decibels');
});

test('phantom power asks, must be held, and a short press does nothing', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.channel.open('input.1');
  await ana.channel.button('+48 V').click();
  await expect(ana.page.getByRole('alertdialog', { name: 'Send +48 V to Input 1?' })).toBeVisible();
  await ana.channel.button('Hold to turn on').click();
  await ana.channel.button('Phase').click();
  await desk.receives(/SETD\^i\.0\.invert\^1$/);
  expect(await desk.received(/hw\.0\.phantom/)).toEqual([]);

  await ana.channel.hold('Hold to turn on');
  await desk.receives(/SETD\^hw\.0\.phantom\^1$/);
  await expect(ana.channel.button('+48 V')).toHaveAttribute('aria-pressed', 'true');

  await ana.channel.button('+48 V').click();
  await expect(ana.channel.button('Cancel')).toBeFocused();
  await ana.page.keyboard.press('Escape');
  await expect(ana.page.getByRole('alertdialog')).toHaveCount(0);
  await expect(ana.channel.button('+48 V')).toBeFocused();
  await ana.channel.button('+48 V').click();
  await ana.channel.button('Cancel').click();
  await expect(ana.channel.button('+48 V')).toHaveAttribute('aria-pressed', 'true');
});

test('a point of the equaliser is dragged, stepped and typed, and others see it', async ({ desk, join }) => {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ana.channel.open('input.1');
  await ben.channel.open('input.1');

  await ana.channel.reads('Band 3', '4 kilohertz, 0 decibels, Q 1');
  // A touch that does not move changes nothing.
  await ana.channel.slider('Band 3').click();
  await ana.channel.drag(ana.channel.slider('Band 3'), { right: -60, up: 40 });
  await desk.receives(/SETD\^i\.0\.eq\.b3\.freq\^0\.\d+$/);
  await desk.receives(/SETD\^i\.0\.eq\.b3\.gain\^0\.[5-9]\d*$/);
  expect(await desk.received(/eq\.b3\.q\^/)).toEqual([]);
  const words = (await ana.channel.slider('Band 3').getAttribute('aria-valuetext')) ?? '';
  expect(words).toMatch(/^[12]\.\d+ kilohertz, \d[\d.]* decibels, Q 1$/);
  await ben.channel.reads('Band 3', words);

  await ana.channel.type('Band 3, Frequency', '1k');
  await ana.channel.type('Band 3, Gain', '-6,5 dB');
  await ana.channel.press('Band 3', 'PageUp');
  await ana.channel.press('Band 3', 'ArrowUp');
  await ben.channel.reads('Band 3', /^1 kilohertz, minus 6 decibels, Q 1\.\d+$/);
  // 1 kHz is .5584347738 of the desk's law, -6 dB is .35.
  await desk.receives(/SETD\^i\.0\.eq\.b3\.freq\^0\.5584\d*$/);
  await desk.receives(/SETD\^i\.0\.eq\.b3\.gain\^0\.(35|349|350)\d*$/);

  await ana.channel.switch('EQ').click();
  await desk.receives(/SETD\^i\.0\.eq\.bypass\^1$/);
  await expect(ben.channel.switch('EQ')).toHaveAttribute('aria-checked', 'false');
  // The band is Ana's for a moment after her last step.
  await expect(async () => {
    await ben.channel.button('Flat').click();
    await expect(ana.channel.slider('Band 3')).toHaveAttribute('aria-valuetext', /, 0 decibels, /, { timeout: 500 });
  }).toPass();
});

test('the low cut is a key, a point and a field, and has a slope', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.channel.open('input.1');
  await ana.channel.reads('Low cut', 'Off');
  await ana.channel.button('Low cut').click();
  await ana.channel.reads('Low cut', '80 hertz');
  await desk.receives(/SETD\^i\.0\.eq\.hpf\.freq\^0\.197\d*$/);
  await ana.channel.choice('Low cut, Slope').selectOption('24 dB');
  await desk.receives(/SETD\^i\.0\.eq\.hpf\.slope\^1$/);
  await ana.channel.button('Low cut').click();
  await desk.receives(/SETD\^i\.0\.eq\.hpf\.freq\^0$/);
  await ana.channel.reads('Low cut', 'Off');
});

test('gate, compressor and de-esser are set by knob, key and number', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.channel.open('input.1');
  await ana.channel.type('Compressor, Threshold', '-22');
  await desk.receives(/SETD\^i\.0\.dyn\.threshold\^0\.7083\d*$/);
  await ana.channel.type('Compressor, Ratio', '4:1');
  await desk.receives(/SETD\^i\.0\.dyn\.ratio\^0\.(25|249|250)\d*$/);
  await ana.channel.reads('Compressor, Ratio', '4 to 1');
  // More is up, though the desk counts the other way round.
  await ana.channel.press('Compressor, Ratio', 'ArrowUp');
  await ana.channel.reads('Compressor, Ratio', /^4\.\d to 1$/);
  await ana.channel.switch('Compressor').click();
  await desk.receives(/SETD\^i\.0\.dyn\.bypass\^1$/);

  await ana.channel.type('Gate, Threshold', '-42');
  await desk.receives(/SETD\^i\.0\.gate\.thresh\^0\.(5|499|500)\d*$/);
  await ana.channel.drag(ana.page.locator('#gate .knob').nth(1), { up: 60 });
  await desk.receives(/SETD\^i\.0\.gate\.depth\^0\.\d+$/);

  await ana.channel.type('De-esser, Frequency', '6.5k');
  await desk.receives(/SETD\^i\.0\.deesser\.freq\^0\.58\d*$/);
  await ana.channel.switch('De-esser').click();
  await desk.receives(/SETD\^i\.0\.deesser\.enabled\^1$/);
});

test('sends, groups and delay of a channel', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.channel.open('input.1');
  await ana.channel.press('Send to Aux 2', '0');
  await desk.receives(/SETD\^i\.0\.aux\.1\.value\^0\.764[67]\d*$/);
  await ana.channel.button('Aux 2: PRE').click();
  await desk.receives(/SETD\^i\.0\.aux\.1\.post\^1$/);
  await ana.channel.drag(ana.page.locator('.send .hfader').nth(10), { right: 40 });
  await desk.receives(/SETD\^i\.0\.fx\.0\.value\^0\.\d+$/);

  await ana.page.getByRole('group', { name: 'Mute groups' }).getByRole('button', { name: /^Mute group 2/ }).click();
  await desk.receives(/SETD\^i\.0\.mgmask\^2$/);
  await ana.channel.choice('VCA').selectOption({ index: 1 });
  await desk.receives(/SETD\^i\.0\.vca\^0$/);
  await ana.channel.choice('Subgroup').selectOption({ index: 2 });
  await desk.receives(/SETD\^i\.0\.subgroup\^1$/);
  await ana.channel.type('Delay', '25');
  // Seconds on the wire.
  await desk.receives(/SETD\^i\.0\.delay\^0\.02[45]\d*$/);
});

test('the graphic equaliser of an aux is drawn over, stepped and typed', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.channel.open('aux.1');
  const band = (name: string) => ana.page.locator('.geq__band').and(ana.page.getByRole('slider', { name, exact: true }));
  await ana.channel.drag(band('1 kHz'), { up: 40 });
  await desk.receives(/SETD\^a\.0\.eq\.peak\.17\^0\.[6-9]\d*$/);
  await band('1 kHz').press('ArrowRight');
  await ana.page.keyboard.press('ArrowDown');
  await desk.receives(/SETD\^a\.0\.eq\.peak\.18\^0\.48\d*$/);
  await expect(band('1.25 kHz')).toHaveAttribute('aria-valuetext', 'minus 0.5 decibels');

  await ana.channel.drag(band('63 Hz'), { right: 150, up: 30 });
  for (const place of [6, 7, 8]) await desk.receives(new RegExp(`SETD\\^a\\.0\\.eq\\.peak\\.${place}\\^0\\.[5-7]\\d*$`));
});

test('the sides of the main equaliser move as one while they are linked', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.channel.open('master');
  await ana.page.getByRole('slider', { name: '100 Hz', exact: true }).first().press('PageUp');
  await desk.receives(/SETD\^m\.eq\.peak\.l\.7\^0\.(6|599|600)\d*$/);
  await desk.receives(/SETD\^m\.eq\.peak\.r\.7\^0\.(6|599|600)\d*$/);
});

test('an effect has names and units, changes its type behind a bypass, and takes a tempo', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.channel.open('fx.3');
  await expect(ana.channel.choice('Effect')).toHaveValue('2');
  await ana.channel.type('Effect, Feedback', '45');
  await desk.receives(/SETD\^f\.2\.par3\^0\.(45|449|450)\d*$/);
  await ana.channel.reads('Effect, Feedback', '45 percent');

  await ana.channel.choice('Effect').selectOption('Chorus');
  await desk.receives(/SETD\^f\.2\.bypass\^1$/);
  await desk.receives(/SETD\^f\.2\.fxtype\^2$/);
  await desk.receives(/SETD\^f\.2\.bypass\^0$/);
  await ana.channel.reads('Effect, Detune', /^minus 20 cents$/);

  const tap = ana.channel.button('Tap');
  await tap.click();
  await tap.click();
  await desk.receives(/SETD\^f\.2\.bpm\^\d+/);
});

test('a viewer sees a channel and moves nothing', async ({ desk, join }) => {
  const ana = await join('Ana');
  const vera = await join('Vera', 'viewer');
  await vera.channel.open('input.1');
  await vera.channel.press('Band 2', 'ArrowUp', 3);
  await vera.channel.drag(vera.channel.slider('Band 2'), { up: 50 });
  await vera.channel.button('Phase').press('Enter');
  await ana.channel.open('input.1');
  await ana.channel.button('Phase').click();
  await desk.receives(/SETD\^i\.0\.invert\^1$/);
  expect(await desk.received(/eq\.b2/)).toEqual([]);
  await vera.channel.reads('Band 2', /0 decibels/);
});

test('a channel by finger on a phone', async ({ desk, join }) => {
  const ana = await join('Ana', 'admin', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await ana.channel.open('input.1');
  await ana.page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name: 'EQ' }).tap();
  await ana.channel.swipe(ana.channel.slider('Band 2'), { right: 30, up: 40 });
  await desk.receives(/SETD\^i\.0\.eq\.b2\.gain\^0\.[5-9]\d*$/);
  const foot = ana.page.getByRole('group', { name: 'Level of this channel' });
  await ana.channel.swipe(foot.locator('.hfader'), { right: 80 });
  await desk.receives(/SETD\^i\.0\.mix\^0\.\d+$/);
  const mute = foot.getByRole('button', { name: 'Mute Input 1' });
  // So soon after a swipe the browser may still count a tap to it.
  await expect(async () => {
    if ((await mute.getAttribute('aria-pressed')) !== 'true') await mute.tap();
    await expect(mute).toHaveAttribute('aria-pressed', 'true', { timeout: 1_000 });
  }).toPass();
  await desk.receives(/SETD\^i\.0\.mute\^1$/);
  expect(await ana.shell.tooWide(), 'pixels over the right edge').toEqual([]);
});

test('what has the focus may leave with its page', async ({ join }) => {
  const ana = await join('Ana');
  const places = [
    ['#/channel/input.1', '#eq [role=slider]'],
    ['#/channel/input.1', '.detail input.value'],
    ['#/channel/input.1', '.detail input[type=range]'],
    ['#/channel/aux.1', '#eq [role=slider], #eq [tabindex="0"]'],
    ['#/player', 'main input[type=range]'],
  ] as const;
  for (const [place, stop] of places) {
    await ana.page.evaluate((hash) => window.location.assign(hash), place);
    await ana.page.locator(stop).filter({ visible: true }).first().focus();
    await ana.page.evaluate(() => window.location.assign('#/'));
    // A page that broke answers no more.
    await ana.mixer.press('Input 1', 'PageUp');
    await ana.mixer.press('Input 1', '0');
    await ana.mixer.reads('Input 1', '0.0 decibels');
  }
});

test('in German every page of a channel fits a small phone', async ({ join }) => {
  const ana = await join('Ana', 'admin', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await ana.page.getByRole('button', { name: /^Language|^Sprache/ }).click();
  for (const path of ['input.1', 'aux.1', 'fx.3', 'master']) {
    await ana.channel.open(path);
    await expect(ana.page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    const over = await ana.page.evaluate(() =>
      [...document.querySelectorAll('.detail, .panel, html')].map((box) => box.scrollWidth - box.clientWidth),
    );
    expect(Math.max(...over), `pixels over an edge of ${path}`).toBeLessThanOrEqual(1);
  }
  await ana.channel.open('input.1');
  await ana.channel.reads('Kompressor, Ratio', /zu 1$/);
  await expect(ana.page.getByText(/Threshold|Soft knee|Low-pass/)).toHaveCount(0);
});

test('at twice the size the page of a channel still has everything in reach', async ({ desk, join }) => {
  // A laptop at 200 % is a page of 640 by 400.
  const ana = await join('Ana', 'admin', { viewport: { width: 640, height: 400 } });
  await ana.channel.open('input.1');
  await ana.channel.drag(ana.channel.slider('Band 2'), { up: 30 });
  await desk.receives(/SETD\^i\.0\.eq\.b2\.gain\^0\.[5-9]\d*$/);
  await ana.channel.press('Send to FX 4', '0');
  await desk.receives(/SETD\^i\.0\.fx\.3\.value\^0\.764[67]\d*$/);
  expect(await ana.shell.tooWide(), 'pixels over the right edge').toEqual([]);
});

test.describe('with a show on the desk', () => {
  test.use({ scene: 'demo' });

  test('no level stands on a name in the list of sends', async ({ join }) => {
    const ana = await join('Ana', 'engineer');
    const { page } = ana;
    for (const width of [1024, 1280, 1600]) {
      await page.setViewportSize({ width, height: 800 });
      await visit(page, '#/channel/input.1', '.send');
      const covered = await page.locator('.send').evaluateAll((sends) => {
        const words = (send: Element, part: string) => {
          const range = document.createRange();
          const element = send.querySelector(part);
          if (element) range.selectNodeContents(element);
          const [text, box] = [range.getBoundingClientRect(), element?.getBoundingClientRect()];
          // What the ellipsis hides is not there.
          return { top: text.top, bottom: text.bottom, left: text.left, right: Math.min(text.right, box?.right ?? 0) };
        };
        return sends.filter((send) => send.checkVisibility()).flatMap((send) => {
          const level = words(send, '.readout__words');
          return ['b', 'small'].filter((part) => {
            const name = words(send, `.hfader__text > span:not(.who) > ${part}`);
            if (part === 'small') name.right -= 56;
            // Letters are lower than their line.
            return name.right > level.left && name.left < level.right && name.bottom - 3 > level.top + 3 && name.top < level.bottom;
          });
        });
      });
      expect(covered, `at ${width}`).toEqual([]);
    }
  });
});
