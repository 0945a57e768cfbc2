// What surrounds every screen: the link's state, banners, language and theme.
import type { Locator, Page } from '@playwright/test';

export class Shell {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The sign that the relay is connected. */
  get live(): Locator {
    return this.#page.getByRole('status').getByText('Live', { exact: true });
  }

  /** A sentence anywhere on the screen. */
  says(sentence: string | RegExp): Locator {
    return this.#page.getByText(sentence);
  }
}
