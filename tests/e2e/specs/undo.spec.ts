// Taking back what one did: one drag is one step, and others are not overrun.
import { expect, type Join, test } from '../fixtures.ts';

/** Ana's level, moved by Ben since, which she wants to take back: the question she is asked. */
async function takeBackWhatBenMoved(join: Join) {
  const ana = await join('Ana');
  const ben = await join('Ben', 'engineer');
  await ana.mixer.reads('Input 2', 'off');
  await ana.mixer.press('Input 2', '0');
  await ben.mixer.reads('Input 2', '0.0 decibels');
  await ben.mixer.press('Input 2', 'PageDown');
  await ana.mixer.reads('Input 2', 'minus 3.0 decibels');
  await ana.page.getByRole('button', { name: 'Undo, 1 step' }).click();
  return { ana, ben, question: ana.page.getByRole('dialog', { name: /Somebody moved this since/ }) };
}

test('a drag is taken back in one step, and the desk glides with it', async ({ desk, join }) => {
  const ana = await join('Ana');
  await ana.mixer.press('Input 1', '0');
  await ana.mixer.drag('Input 1', -80);
  const dragged = await ana.mixer.reading('Input 1');
  expect(dragged).not.toBe('0.0 decibels');
  await desk.receives(/SETD\^i\.0\.mix\^0\.[0-6]\d*$/);
  const before = (await desk.received(/SETD\^i\.0\.mix/)).length;

  await ana.page.keyboard.press('Control+z');
  await ana.mixer.reads('Input 1', '0.0 decibels');
  await expect
    .poll(async () => Number((await desk.received(/SETD\^i\.0\.mix/)).at(-1)?.split('^').at(-1)))
    .toBeCloseTo(0.7647, 3);
  const steps = (await desk.received(/SETD\^i\.0\.mix/)).length - before;
  expect(steps, 'it glides instead of jumping').toBeGreaterThan(2);

  await ana.page.getByRole('button', { name: 'Undo, 1 step' }).click();
  await ana.mixer.reads('Input 1', 'off');
  await expect(ana.page.getByRole('button', { name: /^Undo/ })).toBeDisabled();
});

test('undo asks when somebody else moved the fader since', async ({ join }) => {
  const { ana, question } = await takeBackWhatBenMoved(join);
  await question.getByRole('button', { name: 'Keep' }).click();
  await ana.mixer.reads('Input 2', 'minus 3.0 decibels');
});

test('whoever wants it takes back what somebody else moved since', async ({ desk, join }) => {
  const { ana, ben, question } = await takeBackWhatBenMoved(join);
  await question.getByRole('button', { name: 'Undo' }).click();
  await expect(question).toBeHidden();
  for (const person of [ana, ben]) await person.mixer.reads('Input 2', 'off');
  await expect
    .poll(async () => (await desk.received(/SETD\^i\.1\.mix/)).at(-1)?.split('^').at(-1), { message: 'the desk follows' })
    .toBe('0');
});
