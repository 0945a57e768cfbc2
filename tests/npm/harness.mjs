// Programs that run beside the tests: relays, servers of pages, builds. Each
// is ended by its own handle.
import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const TARBALL = path(ROOT, 'pkg/mediatrix-client.tgz');
const RELAY = process.env.MEDIATRIX_RELAY ?? path(ROOT, 'target/debug/mediatrix-relay');
const APPS = path(ROOT, 'target/npm/apps');

const running = new Set();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Runs a program to its end; what it printed stands in the error when it fails. */
export async function run(program, args, options = {}) {
  try {
    const { stdout } = await promisify(execFile)(program, args, { ...options, maxBuffer: 1 << 26 });
    return stdout;
  } catch (error) {
    throw new Error(`${program} ${args.join(' ')} failed:\n${error.stdout}\n${error.stderr}`);
  }
}

/** Starts a program, and waits for the line that says it is ready. */
export async function serve(program, args, ready, options = {}) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  running.add(child);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let text = '';
  const match = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${program} was not ready in 60 s:\n${text}`)), 60_000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data) => {
        text += data;
        // Without colours, which some programs print into pipes, too.
        const found = text.replace(/\u001b\[[\d;]*m/g, '').match(ready);
        if (found) resolve(found);
        if (found) clearTimeout(late);
      });
    }
    child.once('error', reject);
    child.once('close', () => reject(new Error(`${program} ended:\n${text}`)));
  });
  return {
    match,
    async stop() {
      child.kill();
      await ended;
      running.delete(child);
    },
  };
}

/** A relay with a simulated desk. */
export class Relay {
  static async start(options = []) {
    const data = await mkdtemp(path(tmpdir(), 'mediatrix-npm-'));
    const args = ['serve', '--listen', '127.0.0.1:0', '--data', data, '--allow-origin', 'http://127.0.0.1:*'];
    const program = await serve(RELAY, [...args, ...options], /listening on http:\/\/(\S+)/);
    return new Relay(data, program);
  }

  constructor(data, program) {
    this.data = data;
    this.program = program;
    this.address = program.match[1];
    this.echo = `ws://${this.address}/echo`;
  }

  /** A join link for one more person. */
  async invite(role = 'engineer') {
    const stdout = await run(RELAY, ['invite', '--role', role, '--data', this.data]);
    return `http://${this.address}/#/join/${stdout.match(/#\/join\/(\S+)/)[1]}`;
  }

  async stop() {
    await this.program.stop();
    await rm(this.data, { recursive: true });
  }
}

/** A simulated desk of its own. */
export function simulator() {
  return serve(RELAY, ['simulate', '--listen', '127.0.0.1:0'], /simulating .* on ws:\/\/(\S+)/);
}

/** A fresh copy of an app with the packed package installed from the tarball. */
export async function fresh(name, from) {
  const folder = path(APPS, name);
  await rm(folder, { recursive: true, force: true });
  await cp(path(ROOT, from), folder, {
    recursive: true,
    filter: (source) => !/node_modules|package-lock|dist$/.test(source),
  });
  const manifest = JSON.parse(await readFile(path(folder, 'package.json'), 'utf8'));
  manifest.dependencies['mediatrix-client'] = `file:${TARBALL}`;
  await writeFile(path(folder, 'package.json'), JSON.stringify(manifest));
  const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];
  await run('npm', ['install', ...flags], { cwd: folder });
  return folder;
}

/** The folder of the package as it is in the tarball, below a `node_modules`. */
export async function unpacked() {
  const folder = path(ROOT, 'target/npm/unpacked/node_modules/mediatrix-client');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run('tar', ['xzf', TARBALL, '--strip-components=1', '-C', folder]);
  return folder;
}

/** A port nobody listens on, for programs that cannot choose one themselves. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
