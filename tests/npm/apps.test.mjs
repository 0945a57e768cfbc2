// The packed package in fresh apps: built as their users build them, in a
// headless browser, against a relay with a simulated desk.
import { after, before, test } from 'node:test';
import { appendFile, copyFile, readFile, writeFile } from 'node:fs/promises';
import { join as path } from 'node:path';
import { pathToFileURL } from 'node:url';

import { chromium } from '../e2e/node_modules/playwright-core/index.mjs';
import { Relay, ROOT, fresh, freePort, run, serve } from './harness.mjs';
import { checkMixer, checkSocket } from './mixer.mjs';

/** Lets a test reach the plain socket, which no example page needs. */
const SHOW_SOCKET = "\nimport { Socket } from 'mediatrix-client';\nglobalThis.MediatrixSocket = Socket;\n";
const APPS = {
  node: 'examples/node',
  page: 'examples/page',
  vite: 'examples/vite',
  webpack: 'tests/npm/apps/webpack',
  next: 'tests/npm/apps/next',
};

let relay;
let browser;
let ben;
/** The folder of each app, once it is installed. */
let installed;

before(async () => {
  installed = Object.fromEntries(Object.entries(APPS).map(([name, from]) => [name, fresh(name, from)]));
  for (const install of Object.values(installed)) install.catch(() => {});
  relay = await Relay.start();
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-component-update', '--disable-sync'],
  });
  const modules = path(await installed.node, 'node_modules');
  const client = await import(pathToFileURL(path(modules, 'mediatrix-client/js/node.js')));
  const { WebSocket } = await import(pathToFileURL(path(modules, 'ws/wrapper.mjs')));
  await client.init();
  const { url, token } = await client.join(await relay.invite(), { name: 'Ben' });
  ben = client.connect(url, { token, WebSocket });
  await ben.live();
});

after(async () => {
  ben?.close();
  await browser?.close();
  await relay?.stop();
});

/** Opens an app's page, lets it do everything, and asks the browser for complaints. */
async function check(url) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  try {
    await page.goto(url);
    await checkMixer(page, relay, ben);
    await checkSocket(page, relay);
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  } finally {
    await context.close();
  }
}

/** A program of an app's own, started without a shell or npm between: those do not pass a stop on. */
function program(folder, name) {
  return path(folder, 'node_modules/.bin', name);
}

/** A static server for a folder, as the plain page's example has it. */
async function pageServer(folder) {
  await copyFile(path(ROOT, 'examples/page/serve.mjs'), path(folder, 'serve.mjs'));
  return serve('node', ['serve.mjs'], /open (\S+)/, { cwd: folder, env: { ...process.env, PORT: '0' } });
}

async function checkServed(server, url) {
  try {
    await check(url);
  } finally {
    await server.stop();
  }
}

test('a Node script', async () => {
  const printed = await run('npm', ['start', '--silent', '--', await relay.invite()], { cwd: await installed.node });
  for (const line of ['joined as Script, engineer', 'link: live', 'desk: Ui24R', 'input 1: -6.0 dB', 'said, at 1']) {
    if (!printed.includes(line)) throw new Error(`the script did not print ${line}:\n${printed}`);
  }
});

test('a plain page', async () => {
  const folder = await installed.page;
  await appendFile(path(folder, 'main.js'), SHOW_SOCKET);
  const server = await pageServer(folder);
  await checkServed(server, server.match[1]);
});

test('a plain page with the single file', async () => {
  const folder = await installed.page;
  const html = await readFile(path(folder, 'index.html'), 'utf8');
  await writeFile(path(folder, 'inline.html'), html.replace('js/browser.js', 'js/inline.js'));
  const server = await pageServer(folder);
  await checkServed(server, `${server.match[1]}inline.html`);
});

test('Vite, built', async () => {
  const folder = await installed.vite;
  await appendFile(path(folder, 'src/main.ts'), SHOW_SOCKET.replace(' = Socket', ' = Socket').replace('globalThis', '(globalThis as { MediatrixSocket?: unknown })'));
  await run('npm', ['run', 'build'], { cwd: folder });
  const server = await pageServer(path(folder, 'dist'));
  await checkServed(server, server.match[1]);
});

test('Vite, developing', async () => {
  const port = await freePort();
  const args = ['--host', '127.0.0.1', '--port', `${port}`, '--strictPort'];
  const folder = await installed.vite;
  const server = await serve(program(folder, 'vite'), args, /Local:\s+(\S+)/, { cwd: folder });
  await checkServed(server, server.match[1]);
});

test('webpack 5', async () => {
  const folder = await installed.webpack;
  const main = await readFile(path(ROOT, 'examples/page/main.js'), 'utf8');
  const html = await readFile(path(ROOT, 'examples/page/index.html'), 'utf8');
  await run('mkdir', ['-p', path(folder, 'src'), path(folder, 'dist')]);
  await writeFile(path(folder, 'src/index.js'), main + SHOW_SOCKET);
  await writeFile(path(folder, 'dist/index.html'), html.replace(/<script type="importmap">[^]*?<\/script>/, ''));
  await run('npm', ['run', 'build'], { cwd: folder });
  const server = await pageServer(path(folder, 'dist'));
  await checkServed(server, server.match[1]);
});

test('Next, a client component', async () => {
  const folder = await installed.next;
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };
  await run('npm', ['run', 'build'], { cwd: folder, env });
  const args = ['start', '--hostname', '127.0.0.1', '--port', `${await freePort()}`];
  const server = await serve(program(folder, 'next'), args, /Local:\s+(\S+)/, { cwd: folder, env });
  await checkServed(server, server.match[1]);
});
