// `trunk serve` as a developer runs it, but with ports and folders of its own,
// so that it neither meets a running demo nor touches the built bundle.
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';

import { ROOT } from './paths.ts';
import { Program } from './program.ts';

/** The first build compiles the whole app for debugging. */
const BUILT_WITHIN_MILLIS = 300_000;

export class Trunk {
  readonly #program: Program;
  readonly #origin: string;
  readonly #relayPort: string;

  private constructor(program: Program, origin: string, relayPort: string) {
    this.#program = program;
    this.#origin = origin;
    this.#relayPort = relayPort;
  }

  /** Serves the app, with everything that is the relay's passed on to the one at `relayAddress`. */
  static async serve(folder: string, relayAddress: string): Promise<Trunk> {
    const port = await freePort();
    const config = `${folder}/Trunk.toml`;
    await writeFile(config, elsewhere(await readFile(`${ROOT}Trunk.toml`, 'utf8'), folder, relayAddress, port));
    const program = new Program('trunk', ['serve', '--config', config], {
      cwd: ROOT,
      env: { TRUNK_SKIP_VERSION_CHECK: 'true', NO_COLOR: 'true' },
    });
    try {
      const [built] = await program.line(/success|error from build pipeline/, BUILT_WITHIN_MILLIS);
      if (built !== 'success') throw new Error(`the app did not build:\n${program.lines.join('\n')}`);
      await program.line(new RegExp(`server listening|127\\.0\\.0\\.1:${port}`));
    } catch (error) {
      await program.stop();
      throw error;
    }
    return new Trunk(program, `http://127.0.0.1:${port}`, relayAddress.replace(/^.*:/, ''));
  }

  /** The same place of the app as a link of the relay, but served by trunk. */
  linkFor(relayLink: string): string {
    return `${this.#origin}/?relay=${this.#relayPort}${new URL(relayLink).hash}`;
  }

  get lines(): readonly string[] {
    return this.#program.lines;
  }

  async stop(): Promise<void> {
    await this.#program.stop();
  }
}

/** The project's own configuration, with paths made absolute since trunk takes them from the file's folder. */
function elsewhere(toml: string, folder: string, relayAddress: string, port: number): string {
  const replacements: [RegExp, string][] = [
    [/^target = "(.*)"$/m, `target = "${ROOT}$1"`],
    [/^dist = ".*"$/m, `dist = "${folder}/dist"`],
    [/^watch = \[.*\]$/m, `watch = ["${ROOT}index.html"]`],
    [/^port = \d+$/m, `port = ${port}`],
    [/127\.0\.0\.1:8080/g, relayAddress],
  ];
  return replacements.reduce((text, [from, to]) => {
    if (!text.match(from)) throw new Error(`Trunk.toml has nothing like ${from}`);
    return text.replace(from, to);
  }, toml);
}

/** A port nobody listens on; trunk cannot choose one itself. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
