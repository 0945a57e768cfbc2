// A person with a browser of their own: what they see, and how they join.
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type ConsoleMessage,
  expect,
  type Page,
} from '@playwright/test';

import { Channel } from './channel.ts';
import { Chat } from './chat.ts';
import { Mixer } from './mixer.ts';
import { MyMix } from './my_mix.ts';
import { Shell } from './shell.ts';

/** What Chromium writes to the console when something does not answer, whatever the app does about it. */
const OUTAGE = /net::ERR_|WebSocket connection to .* failed/;
/** And when a request is answered with no. */
const REFUSAL = /the server responded with a status of 4\d\d/;

export class Person {
  readonly name: string;
  readonly context: BrowserContext;
  page!: Page;
  shell!: Shell;
  mixer!: Mixer;
  channel!: Channel;
  myMix!: MyMix;
  chat!: Chat;
  readonly #complaints: string[] = [];
  readonly #expected: RegExp[] = [];

  private constructor(name: string, context: BrowserContext) {
    this.name = name;
    this.context = context;
  }

  /** Opens a browser that knows nothing of the relay. */
  static async arrive(browser: Browser, name: string, options: BrowserContextOptions = {}): Promise<Person> {
    const person = new Person(name, await browser.newContext(options));
    await person.openPage();
    return person;
  }

  /** Errors that nobody caught or that stand on the console, but for those expected. */
  get troubles(): string[] {
    return this.#complaints
      .filter((complaint) => !this.#expected.some((pattern) => pattern.test(complaint)))
      .map((complaint) => `${this.name}: ${complaint}`);
  }

  /** The journey takes the relay away, so the browser may complain of that. */
  expectOutages(): void {
    this.#expected.push(OUTAGE);
  }

  /** The relay will say no to this person, so the browser may complain of that. */
  expectRefusals(): void {
    this.#expected.push(REFUSAL);
  }

  /** Opens a new page in the same browser. */
  async openPage(): Promise<void> {
    this.page = await this.context.newPage();
    this.page.on('pageerror', (error) => this.#complaints.push(error.stack ?? error.message));
    this.page.on('console', (message) => this.#hear(message));
    this.shell = new Shell(this.page);
    this.mixer = new Mixer(this.page);
    this.channel = new Channel(this.page);
    this.myMix = new MyMix(this.page);
    this.chat = new Chat(this.page);
  }

  /** Follows an invitation, says a name, and waits until the relay answers. */
  async joinBy(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(this.name);
    await this.page.getByRole('button', { name: /^Join/ }).click();
    await expect(this.shell.live).toBeVisible();
  }

  /** Closes the browser. */
  async leave(): Promise<void> {
    await this.context.close();
  }

  #hear(message: ConsoleMessage): void {
    if (message.type() === 'error') this.#complaints.push(`${message.text()} (${message.location().url})`);
  }
}
