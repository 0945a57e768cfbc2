// What a trial of the simulated desk starts with: a desk of one model, as from
// the factory, and as many remotes of the other client as a test asks for.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { test as base } from '@playwright/test';

import { type Model, Simulator } from '../harness/simulator.ts';
import { Remote } from './remote.ts';

export { expect } from '@playwright/test';

export interface PeerOptions {
  model: Model;
  /** What goes wrong at the desk. */
  faults: string;
}

interface Stage {
  desk: Simulator;
  /** One more remote that has connected and read the desk's state. */
  connect: () => Promise<Remote>;
}

export const test = base.extend<Stage & PeerOptions>({
  model: ['ui24r', { option: true }],
  faults: ['none', { option: true }],

  desk: async ({ model, faults }, use, info) => {
    const folder = await mkdtemp(join(tmpdir(), 'mediatrix-peer-'));
    const desk = await Simulator.start(folder, { model, faults });
    await use(desk);
    await desk.stop();
    if (info.status !== info.expectedStatus) {
      await info.attach('desk', { body: desk.lines.join('\n') });
      await info.attach('desk log', { path: `${folder}/desk.log` });
    }
    await rm(folder, { recursive: true, force: true });
  },

  connect: async ({ desk }, use) => {
    const remotes: Remote[] = [];
    await use(async () => {
      const remote = await Remote.connect(desk.address);
      remotes.push(remote);
      return remote;
    });
    for (const remote of remotes) await remote.leave();
  },
});
