// A program that runs beside a test: started, heard, and ended by its own id.
// What it is and what its lines mean is known by those who start it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** How long a program may take from its start to the line that says it is ready. */
const READY_WITHIN_MILLIS = 20_000;

/** Programs that run now, so that none is left behind when the tests break off. */
const RUNNING = new Set<ChildProcess>();
process.once('exit', () => RUNNING.forEach((child) => child.kill('SIGKILL')));

export class Program {
  readonly lines: string[] = [];
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #waiting = new Set<() => void>();

  constructor(path: string, args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}) {
    this.#name = `${path} ${args.join(' ')}`;
    this.#child = spawn(path, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
    });
    RUNNING.add(this.#child);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.#hear(line));
    }
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', (error) => {
        this.#hear(`could not start: ${error.message}`);
        resolve();
      });
      this.#child.once('close', () => resolve());
    });
    void this.#ended.then(() => {
      RUNNING.delete(this.#child);
      this.#wake();
    });
  }

  get running(): boolean {
    return this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** The first line, also of those printed before, that matches; fails when the program ends or takes too long. */
  async line(pattern: RegExp, withinMillis = READY_WITHIN_MILLIS): Promise<RegExpMatchArray> {
    const until = Date.now() + withinMillis;
    for (;;) {
      for (const line of this.lines) {
        const match = line.match(pattern);
        if (match) return match;
      }
      const left = until - Date.now();
      if (!this.running || left <= 0) {
        const why = this.running ? `within ${withinMillis} ms` : 'before it ended';
        throw new Error(`${this.#name} printed no ${pattern} ${why}:\n${this.lines.join('\n')}`);
      }
      await this.#nextLine(left);
    }
  }

  /** Ends it at once, with no chance to tidy up. */
  async crash(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks it to stop and waits until it has. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.running) return;
    this.#child.kill(signal);
    await Promise.race([this.#ended, once(AbortSignal.timeout(10_000), 'abort')]);
    if (this.running) {
      this.#child.kill('SIGKILL');
      await this.#ended;
      throw new Error(`${this.#name} did not stop within 10 s of ${signal}:\n${this.lines.join('\n')}`);
    }
  }

  #hear(line: string): void {
    this.lines.push(line);
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
  }

  async #nextLine(withinMillis: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, withinMillis);
      this.#waiting.add(done);
    });
  }
}
