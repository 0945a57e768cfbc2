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

  /**
   * What is wider than its place, such as `main: 12`, in pixels: the frame, the page in it, and sheets that are open.
   * The document itself never is, since the frame hides what runs over it.
   */
  async tooWide(): Promise<string[]> {
    return this.#page.locator('.app, main, .sheet').evaluateAll((places) =>
      places
        .filter((place) => place.getClientRects().length > 0)
        .map((place) => [place.className || place.tagName, place.scrollWidth - place.clientWidth] as const)
        .filter(([, over]) => over > 0)
        .map(([name, over]) => `${name}: ${over}`),
    );
  }

  /** A sentence anywhere on the screen. */
  says(sentence: string | RegExp): Locator {
    return this.#page.getByText(sentence);
  }
}
