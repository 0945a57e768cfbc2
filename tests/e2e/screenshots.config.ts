// Pictures of the app for docs/screenshots. `cargo xtask screenshots` takes them.
import { defineConfig } from '@playwright/test';

import journeys from './playwright.config.ts';

export default defineConfig(journeys, {
  testDir: 'screenshots',
  outputDir: 'results/screenshots',
  reporter: [['line']],
  timeout: 180_000,
});
