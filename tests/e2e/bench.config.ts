// What the page costs a browser: traces and counts that are printed, not
// judged. `cargo xtask bench page` starts them on the app as it ships.
import { defineConfig } from '@playwright/test';

import journeys from './playwright.config.ts';

export default defineConfig(journeys, {
  testDir: 'bench/page',
  outputDir: 'results/bench',
  reporter: [['line']],
  timeout: 900_000,
  // Beside another it would measure both.
  workers: 1,
});
