// A hand on the simulated desk: another program that moves its controls, as
// the desk's own screen would. It speaks the desk's protocol by itself.
import { type BrowserContext, expect, type Page } from '@playwright/test';

export class Hand {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Lays a hand on the desk at `HOST:PORT`. */
  static async on(context: BrowserContext, address: string): Promise<Hand> {
    const page = await context.newPage();
    await page.evaluate(
      (url) =>
        new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(url);
          socket.onopen = () => resolve();
          socket.onerror = () => reject(new Error(`no desk at ${url}`));
          setInterval(() => socket.send('3:::ALIVE'), 1000);
          const selections: string[] = [];
          socket.addEventListener('message', ({ data }) => {
            selections.push(...String(data).split('\n').filter((line) => line.includes('BMSG^SYNC^')));
          });
          Object.assign(window, { socket, selections });
        }),
      `ws://${address}/`,
    );
    return new Hand(page);
  }

  /** Sets a parameter of the desk by its own key: a number, or words such as a name. */
  async sets(key: string, value: number | string): Promise<void> {
    await this.#sends(`${typeof value === 'number' ? 'SETD' : 'SETS'}^${key}^${value}`);
  }

  /** Selects a strip for a group of clients, by its place on the desk from 0. */
  async selects(group: string, place: number): Promise<void> {
    await this.#sends(`BMSG^SYNC^${group}^${place}`);
  }

  /** Waits until another client has selected this. */
  async hearsSelected(group: string, place: number): Promise<void> {
    const heard = () => this.#page.evaluate(() => (window as unknown as { selections: string[] }).selections.at(-1));
    await expect.poll(heard).toMatch(new RegExp(`BMSG\\^SYNC\\^${group}\\^${place}$`));
  }

  async #sends(line: string): Promise<void> {
    await this.#page.evaluate((line) => {
      (window as unknown as { socket: WebSocket }).socket.send(line);
    }, `3:::${line}`);
  }

  /** Moves the faders of the first inputs in turn from now on, so often a second in all. */
  async drums(inputs: number, perSecond: number): Promise<void> {
    await this.#page.evaluate(([inputs, rate]) => {
      const drummer = window as unknown as { socket: WebSocket; moves: number };
      drummer.moves = 0;
      const start = performance.now();
      setInterval(() => {
        // By the clock, since a timer may come late.
        const due = ((performance.now() - start) / 1000) * rate;
        for (; drummer.moves < due; drummer.moves += 1) {
          const level = ((drummer.moves * 7) % 997) / 1000;
          drummer.socket.send(`3:::SETD^i.${drummer.moves % inputs}.mix^${level}`);
        }
      }, 33);
    }, [inputs, perSecond] as const);
  }

  /** How often it has moved a fader since it began to drum. */
  async moves(): Promise<number> {
    return this.#page.evaluate(() => (window as unknown as { moves: number }).moves);
  }
}
