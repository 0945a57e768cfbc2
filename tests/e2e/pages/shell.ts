// What surrounds every screen: the link's state, banners, language and theme.
import { expect, type Locator, type Page } from '@playwright/test';

/** What is wider than its place on purpose: scrolled sideways, typed into, or drawn over an edge. */
const SIDEWAYS = '.bank, .tabs, .secnav, .geq__bands, .graph, input, textarea, select';

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

  /** The same of whatever can be seen: places that would scroll sideways, and words cut with no sign of it. */
  async cut(): Promise<string[]> {
    return this.#page.evaluate((sideways) => {
      const modal = document.querySelector('dialog[open]');
      return [...(modal ?? document.body).querySelectorAll<HTMLElement>('*')]
        .filter((place) => place.clientWidth > 1 && place.scrollWidth - place.clientWidth > 1)
        .filter((place) => !place.closest(sideways) && place.checkVisibility())
        .filter((place) => {
          const { overflowX, textOverflow } = getComputedStyle(place);
          return overflowX !== 'visible' && textOverflow !== 'ellipsis';
        })
        .map((place) => `${place.tagName}.${place.className}: ${place.scrollWidth - place.clientWidth}`);
    }, SIDEWAYS);
  }

  /** Changes the language, also while something lies over the button for it. */
  async speaks(language: 'de' | 'en'): Promise<void> {
    const html = this.#page.locator('html');
    if ((await html.getAttribute('lang')) === language) return;
    await this.#page.evaluate(() => {
      const button = document.querySelector<HTMLElement>('[aria-label^="Language: "], [aria-label^="Sprache: "]');
      button?.click();
    });
    await expect(html).toHaveAttribute('lang', language);
  }

  /** What moves by itself just now, such as `dot: spin`. Animations that only hold a value in place stand still. */
  async moving(): Promise<string[]> {
    return this.#page.evaluate(() =>
      document
        .getAnimations()
        .filter((animation) => animation.playState === 'running')
        .map(({ effect }) => (effect instanceof KeyframeEffect ? effect : null))
        // Over before anybody can see it.
        .filter((effect) => Number(effect?.getTiming().duration) > 1)
        .map((effect) => `${effect?.target?.className}${effect?.pseudoElement ?? ''}: ${effect?.getTiming().duration}`),
    );
  }

  /** A sentence anywhere on the screen. */
  says(sentence: string | RegExp): Locator {
    return this.#page.getByText(sentence);
  }
}
