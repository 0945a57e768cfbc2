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

  /** Words that stand out of the key, tab or panel they are on, and words that break in their middle. */
  async outside(): Promise<string[]> {
    return this.#page.evaluate((sideways) => {
      const BOXES = 'button, a, label, summary, output, h2, .panel__head, .panel, .hfader, .dial, .strip, .joinform';
      const found = new Set<string>();
      const texts = document.createTreeWalker(document.querySelector('dialog[open]') ?? document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const words = texts.currentNode as Text;
        const within = words.parentElement;
        if (!words.data.trim() || !within?.checkVisibility() || within.closest(`${sideways}, svg, .msg__text`)) continue;
        const range = document.createRange();
        range.selectNodeContents(words);
        const at = range.getBoundingClientRect();
        for (let box: Element | null = within; box && getComputedStyle(box).overflowX === 'visible'; box = box.parentElement) {
          if (!box.matches(BOXES)) continue;
          const area = box.getBoundingClientRect();
          const over = Math.max(area.left - at.left, at.right - area.right, area.top - at.top, at.bottom - area.bottom);
          if (over > 1) found.add(`“${words.data.trim()}” out of ${box.tagName}.${box.className}: ${over.toFixed(0)}`);
        }
        for (const word of words.data.matchAll(/\p{L}{2,}/gu)) {
          range.setStart(words, word.index);
          range.setEnd(words, word.index + word[0].length);
          const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top)));
          if (lines.size > 1) found.add(`“${word[0]}” breaks in ${within.tagName}.${within.className}`);
        }
      }
      return [...found];
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
