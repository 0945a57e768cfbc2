// Names, which travel as texts and may look like anything.
import { test } from '../fixtures.ts';
import { says } from '../remote.ts';

test('names of every kind of strip reach the other one', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  ana.ui.master.input(1).setName('Lead Vox');
  ana.ui.master.aux(1).setName('Wedge');
  ana.ui.master.fx(1).setName('Plate');
  ana.ui.master.sub(1).setName('Drums');
  // The library writes capitals only.
  await says(ben.ui.master.input(1).name$, 'LEAD VOX');
  await says(ben.ui.master.aux(1).name$, 'WEDGE');
  await says(ben.ui.master.fx(1).name$, 'PLATE');
  await says(ben.ui.master.sub(1).name$, 'DRUMS');
});

test('umlauts, separators and an empty name', async ({ connect }) => {
  const [ana, ben] = [await connect(), await connect()];
  const seen = ben.ui.master.input(2).name$;
  ana.send('SETS^i.1.name^Bläser ♪ (2:3)');
  await says(seen, 'Bläser ♪ (2:3)');
  ana.send('SETS^i.1.name^A^B');
  await says(seen, 'A^B');
  ana.send('SETS^i.1.name^');
  await says(seen, 'CH 2');
});
