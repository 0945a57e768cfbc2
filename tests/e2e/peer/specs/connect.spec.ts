// The other client connects and reads what desk it has before it.
import { expect, test } from '../fixtures.ts';
import { KEYS, newest, says } from '../remote.ts';

test('it reads the whole state and knows the model', async ({ connect, model }) => {
  const remote = await connect();
  expect(remote.keys).toBe(KEYS[model]);
  await says(remote.ui.deviceInfo.model$, model === 'ui24r' ? 'ui24' : model);
  expect(newest(remote.ui.deviceInfo.firmware$)).toMatch(/^3\.3\.\d+-ui\d\d$/);
});

test('the strips it expects of a model are there, and no more', async ({ connect, model }) => {
  const remote = await connect();
  const { input, line, player, fx, sub, aux, vca } = newest<Record<string, number>>(remote.ui.deviceInfo.capabilities$) ?? {};
  const strips = (kind: string) => remote.times(new RegExp(`^SETD\\^${kind}\\.\\d+\\.mix\\^`));
  expect(['i', 'l', 'p', 'f', 's', 'a', 'v'].map(strips)).toEqual([input, line, player, fx, sub, aux, vca]);
  expect(remote.times(/^SETD\^hw\.\d+\.gain\^/)).toBe(model === 'ui24r' ? 20 : 0);
});

test('what it reads is what the factory set', async ({ connect }) => {
  const { ui } = await connect();
  await says(ui.master.faderLevelDB$, 0);
  await says(ui.master.input(1).faderLevelDB$, -Infinity);
  await says(ui.master.aux(1).faderLevelDB$, 0);
  await says(ui.master.input(1).name$, 'CH 1');
  await says(ui.master.line(1).name$, 'LINE IN L');
  await says(ui.master.line(2).pan$, 1);
  await says(ui.shows.currentSnapshot$, '* Init *');
  await says(ui.muteGroup('all').state$, 0);
});

test('asked again with INIT, the desk tells everything again', async ({ connect, model }) => {
  const remote = await connect();
  remote.heard.length = 0;
  remote.send('INIT');
  await expect.poll(() => remote.keys).toBe(KEYS[model]);
});
