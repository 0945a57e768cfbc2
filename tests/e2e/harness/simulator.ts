// The simulated desk as a program of its own, so that it can crash alone and
// its log tells what really reached it.
import { readFile } from 'node:fs/promises';

import { expect } from '@playwright/test';

import { RELAY } from './paths.ts';
import { Program } from './program.ts';

export type Model = 'ui12' | 'ui16' | 'ui24r';

export interface SimulatorOptions {
  model?: Model;
  /** How it is set up; as from the factory unless told otherwise. */
  scene?: 'factory' | 'demo';
  /** What goes wrong, as for `simulate --fault`. */
  faults?: string;
}

export class Simulator {
  readonly #log: string;
  readonly #options: SimulatorOptions;
  #program: Program;
  #address = '127.0.0.1:0';

  private constructor(log: string, options: SimulatorOptions) {
    this.#log = log;
    this.#options = options;
    this.#program = this.#launch();
  }

  /** Starts one on a free port, keeping its line log in `folder`. */
  static async start(folder: string, options: SimulatorOptions = {}): Promise<Simulator> {
    const simulator = new Simulator(`${folder}/desk.log`, options);
    await simulator.#ready();
    return simulator;
  }

  /** `HOST:PORT` of the desk. */
  get address(): string {
    return this.#address;
  }

  get lines(): readonly string[] {
    return this.#program.lines;
  }

  /** Ends it as a power cut would. */
  async crash(): Promise<void> {
    await this.#program.crash();
  }

  /** Starts it again at the same address; it comes up as at its first start. */
  async restart(): Promise<void> {
    this.#program = this.#launch();
    await this.#ready();
  }

  async stop(): Promise<void> {
    await this.#program.stop();
  }

  /** Every line that clients sent so far and that matches; in the log they have `<` before them. */
  async received(pattern: RegExp): Promise<string[]> {
    const text = await readFile(this.#log, 'utf8').catch(() => '');
    return text.split('\n').filter((line) => line.includes(' < ') && pattern.test(line));
  }

  /** Waits until a line that matches has reached the desk. */
  async receives(pattern: RegExp): Promise<void> {
    await expect
      .poll(async () => (await this.received(pattern)).length, { message: `the desk receives ${pattern}` })
      .toBeGreaterThan(0);
  }

  #launch(): Program {
    const { model = 'ui24r', scene = 'factory', faults = 'none' } = this.#options;
    return new Program(RELAY, [
      ...['simulate', '--listen', this.#address, '--log', this.#log],
      ...['--model', model, '--scene', scene, '--fault', faults],
    ]);
  }

  async #ready(): Promise<void> {
    const match = await this.#program.line(/^simulating .* on ws:\/\/(\S+)$/);
    this.#address = match[1] ?? this.#address;
  }
}
