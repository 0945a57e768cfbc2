// What a journey starts with: a desk, a relay connected to it, and people who
// join by link, each in a browser of their own. Everything is ended after it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';

import { type BrowserContextOptions, test as base } from '@playwright/test';

import { Path } from './harness/path.ts';
import { Relay, type Role } from './harness/relay.ts';
import { type Model, Simulator, type SimulatorOptions } from './harness/simulator.ts';
import { Person } from './pages/person.ts';

export { expect } from '@playwright/test';

/** Somebody with a browser that knows nothing yet. */
export type Arrive = (name: string, options?: BrowserContextOptions) => Promise<Person>;

/** Brings a person to the mix: a browser, a link, a name. */
export type Join = (name: string, role?: Role, options?: BrowserContextOptions) => Promise<Person>;

interface Stage {
  /** How the desk is set up; as from the factory unless a journey says otherwise. */
  scene: NonNullable<SimulatorOptions['scene']>;
  /** Which desk it is; the large one unless a journey says otherwise. */
  model: Model;
  /** An empty folder that is removed after the test. */
  folder: string;
  desk: Simulator;
  relay: Relay;
  /** A network of one person's own, which can be blocked. */
  path: Path;
  arrive: Arrive;
  join: Join;
}

export const test = base.extend<Stage>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(joinPath(tmpdir(), 'mediatrix-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },

  scene: ['factory', { option: true }],
  model: ['ui24r', { option: true }],

  desk: async ({ folder, scene, model }, use, info) => {
    const desk = await Simulator.start(folder, { scene, model });
    await use(desk);
    await desk.stop();
    if (info.status !== info.expectedStatus) {
      await info.attach('desk', { body: desk.lines.join('\n') });
      await info.attach('desk log', { path: `${folder}/desk.log` });
    }
  },

  relay: async ({ folder, desk }, use, info) => {
    const relay = await Relay.start({ data: `${folder}/data`, desk: desk.address });
    await use(relay);
    await relay.stop();
    if (info.status !== info.expectedStatus) {
      await info.attach('relay', { body: relay.lines.join('\n') });
    }
  },

  path: async ({ relay }, use) => {
    const path = await Path.to(relay.url);
    await use(path);
    await path.close();
  },

  // Needs the relay only to be ended before it: a page whose relay goes away complains.
  arrive: async ({ browser, relay: _relay }, use) => {
    const people: Person[] = [];
    await use(async (name, options = {}) => {
      const person = await Person.arrive(browser, name, options);
      people.push(person);
      return person;
    });
    for (const person of people) await person.leave();
    // The app must not break unseen in any journey.
    const troubles = people.flatMap((person) => person.troubles);
    if (troubles.length > 0) throw new Error(`the page broke:\n${troubles.join('\n')}`);
  },

  join: async ({ arrive, relay }, use) => {
    await use(async (name, role = 'admin', options = {}) => {
      const person = await arrive(name, options);
      await person.joinBy(await relay.invite(role));
      return person;
    });
  },
});
