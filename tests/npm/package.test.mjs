// The package by itself: types, manifest, what importing does, and whether
// the types and the scripts say the same.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join as path } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ROOT, TARBALL, run } from './harness.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const UNPACKED = path(ROOT, 'target/npm/unpacked/node_modules/mediatrix-client');
const bin = (name) => path(HERE, 'node_modules/.bin', name);

before(async () => {
  await rm(UNPACKED, { recursive: true, force: true });
  await mkdir(UNPACKED, { recursive: true });
  await run('tar', ['xzf', TARBALL, '--strip-components=1', '-C', UNPACKED]);
});

test('publint finds nothing', async () => {
  const said = await run(bin('publint'), ['run', TARBALL, '--strict']);
  assert.match(said, /All good/);
});

test('attw finds nothing', async () => {
  await run(bin('attw'), [TARBALL, '--profile', 'esm-only', '--no-color']);
});

test('the types are strict, in browsers and in Node', async () => {
  for (const project of ['types/tsconfig.browser.json', 'types/tsconfig.node.json']) {
    await run(bin('tsc'), ['--project', path(HERE, project)]);
  }
});

test('the types hold no any', async () => {
  const types = await readFile(path(UNPACKED, 'index.d.ts'), 'utf8');
  assert.doesNotMatch(types.replace(/\/\*[^]*?\*\/|\/\/.*/g, ''), /\bany\b/);
});

test('importing does nothing', async () => {
  const script = `
    const touched = [];
    for (const [of, name] of [[WebAssembly, 'instantiate'], [WebAssembly, 'compile'], [globalThis, 'fetch'], [globalThis, 'setTimeout']]) {
      of[name] = () => touched.push(name);
    }
    const before = Object.keys(globalThis).length;
    const entries = await Promise.all(['', '/inline'].map((entry) => import('mediatrix-client' + entry)));
    if (Object.keys(globalThis).length !== before) touched.push('globalThis');
    console.log(JSON.stringify({ touched, names: entries.map((entry) => Object.keys(entry)) }));
  `;
  const cwd = path(ROOT, 'target/npm/unpacked');
  for (const condition of ['node', 'browser']) {
    const args = ['--conditions', condition, '--input-type=module', '--eval', script];
    const { touched, names } = JSON.parse(await run('node', args, { cwd }));
    assert.deepEqual(touched, []);
    for (const exported of names) {
      assert.deepEqual(exported, ['MediatrixError', 'Socket', 'connect', 'init', 'join']);
    }
  }
});

test('the browser entry knows nothing of Node', async () => {
  for (const name of ['browser', 'inline', 'start', 'link', 'desk', 'chat', 'socket', 'connect']) {
    assert.doesNotMatch(await readFile(path(UNPACKED, `js/${name}.js`), 'utf8'), /node:|require\(/);
  }
  assert.doesNotMatch(await readFile(path(UNPACKED, 'wasm/client.js'), 'utf8'), /node:|require\(/);
});

test('the package names no registry and no machine', async () => {
  const manifest = await readFile(path(UNPACKED, 'package.json'), 'utf8');
  assert.doesNotMatch(manifest, /https?:|localhost/);
});
