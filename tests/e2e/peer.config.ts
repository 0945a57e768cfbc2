// How the simulated desk is tried with a client that others wrote: each model
// of the family at the same time, without any browser. `cargo xtask test peer`
// starts them.
import { defineConfig } from '@playwright/test';

import type { PeerOptions } from './peer/fixtures.ts';

export default defineConfig<PeerOptions>({
  outputDir: 'results/peer',
  reporter: [['list'], ['json', { outputFile: 'results/peer.json' }]],
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  fullyParallel: true,
  // Most of the time they wait for a clock.
  workers: 4,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  projects: [
    { name: 'ui12', testDir: 'peer/specs', use: { model: 'ui12' } },
    { name: 'ui16', testDir: 'peer/specs', use: { model: 'ui16' } },
    { name: 'ui24r', testDir: 'peer', use: { model: 'ui24r' } },
  ],
});
