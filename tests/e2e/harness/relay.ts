// A relay as a program, with a data folder of its own. It can crash and come
// back at the same address; people get in by links as in real life.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { RELAY } from './paths.ts';
import { Program } from './program.ts';

export type Role = 'admin' | 'engineer' | 'musician' | 'presenter' | 'viewer';

export interface RelayOptions {
  /** A folder for what it stores. */
  data: string;
  /** `HOST:PORT` of its desk; without one it simulates a desk itself. */
  desk?: string;
  /** An origin whose pages may connect although they are not the relay's own. */
  allowOrigin?: string;
  /** Serve HTTPS with a certificate of its own making. */
  tls?: boolean;
}

export class Relay {
  readonly #options: RelayOptions;
  #program: Program;
  #listen = '127.0.0.1:0';
  #url = '';
  #firstLink: string | undefined;

  private constructor(options: RelayOptions) {
    this.#options = options;
    this.#program = this.#launch();
  }

  static async start(options: RelayOptions): Promise<Relay> {
    const relay = new Relay(options);
    await relay.#ready();
    const join = await relay.#program.line(/#\/join\/(\S+)/);
    relay.#firstLink = relay.linkFor(join[1] ?? '');
    return relay;
  }

  /** `http://HOST:PORT`, or https. */
  get url(): string {
    return this.#url;
  }

  /** `HOST:PORT`. */
  get address(): string {
    return this.#listen;
  }

  get lines(): readonly string[] {
    return this.#program.lines;
  }

  /** The link of an invitation code. */
  linkFor(code: string): string {
    return `${this.#url}/#/join/${code}`;
  }

  /** A link for one more person. The first admin gets the one that a new relay prints. */
  async invite(role: Role, ...options: string[]): Promise<string> {
    if (role === 'admin' && this.#firstLink && options.length === 0) {
      const link = this.#firstLink;
      this.#firstLink = undefined;
      return link;
    }
    const args = ['invite', '--role', role, '--data', this.#options.data, ...options];
    const { stdout } = await promisify(execFile)(RELAY, args);
    const code = stdout.match(/#\/join\/(\S+)/)?.[1];
    if (!code) throw new Error(`\`invite\` printed no link:\n${stdout}`);
    return this.linkFor(code);
  }

  /** Ends it with no chance to say goodbye or to write anything. */
  async crash(): Promise<void> {
    await this.#program.crash();
  }

  /** Starts it again at the same address with the same data. */
  async restart(): Promise<void> {
    this.#program = this.#launch();
    await this.#ready();
  }

  async stop(): Promise<void> {
    await this.#program.stop();
  }

  #launch(): Program {
    const { data, desk, allowOrigin, tls } = this.#options;
    const args = ['serve', '--listen', this.#listen, '--data', data];
    if (desk) args.push('--desk', `ui://${desk}`);
    if (allowOrigin) args.push('--allow-origin', allowOrigin);
    if (tls) args.push('--tls-self-signed');
    return new Program(RELAY, args);
  }

  async #ready(): Promise<void> {
    const match = await this.#program.line(/listening on (https?:\/\/([\d.]+:\d+))/);
    this.#url = match[1] ?? '';
    this.#listen = match[2] ?? '';
  }
}
