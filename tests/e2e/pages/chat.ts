// The crew chat: what is written, and what one does to a message.
import { expect, type Locator, type Page } from '@playwright/test';

export class Chat {
  readonly log: Locator;
  readonly composer: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.log = page.getByRole('log');
    this.composer = page.getByRole('textbox', { name: /^Message / });
  }

  /** Brings the chat to the screen where it is not beside the mix. */
  async open(): Promise<void> {
    if (await this.composer.isVisible()) return;
    const link = this.#page.getByRole('navigation').getByRole('link', { name: /^Chat/ });
    const key = this.#page.getByRole('banner').getByRole('button', { name: /^Chat/ });
    await link.or(key).filter({ visible: true }).click();
    await expect(this.composer).toBeVisible();
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
    await expect(this.composer).toHaveValue('');
  }

  /** The message with this text. */
  message(text: string): Locator {
    return this.log.getByRole('listitem').filter({ hasText: text });
  }

  /** Waits until a message is there once, and known to be kept by the relay. */
  async has(text: string): Promise<void> {
    await expect(this.message(text)).toHaveCount(1);
    await expect(this.message(text)).not.toContainText(/Sending|Waiting to send/);
  }

  async edit(text: string, newText: string): Promise<void> {
    await this.#act(text, 'Edit');
    const field = this.#page.getByRole('textbox', { name: 'Edit message' });
    await field.fill(newText);
    await field.press('Enter');
  }

  async delete(text: string): Promise<void> {
    await this.#act(text, 'Delete');
    const question = this.#page.getByRole('alertdialog', { name: 'Delete this message for everyone?' });
    await question.getByRole('button', { name: 'Delete' }).click();
  }

  async #act(text: string, action: string): Promise<void> {
    await this.message(text).hover();
    await this.message(text).getByRole('button', { name: action }).click();
  }
}
