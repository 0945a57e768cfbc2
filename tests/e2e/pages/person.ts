// A person with a browser of their own: what they see, and how they join.
import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page } from '@playwright/test';

import { Chat } from './chat.ts';
import { Mixer } from './mixer.ts';
import { Shell } from './shell.ts';

export class Person {
  readonly name: string;
  /** Errors of the page that nobody caught. */
  readonly troubles: string[] = [];
  readonly context: BrowserContext;
  page!: Page;
  shell!: Shell;
  mixer!: Mixer;
  chat!: Chat;

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

  /** Opens a new page in the same browser. */
  async openPage(): Promise<void> {
    this.page = await this.context.newPage();
    this.page.on('pageerror', (error) => this.troubles.push(`${this.name}: ${error.stack ?? error.message}`));
    this.shell = new Shell(this.page);
    this.mixer = new Mixer(this.page);
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
}
