// The package by itself: types, manifest, what importing does, and whether
// the types and the scripts say the same.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { readFile, readdir } from 'node:fs/promises';
import { join as path } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ROOT, TARBALL, run, unpacked } from './harness.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const bin = (name) => path(HERE, 'node_modules/.bin', name);

let folder;

before(async () => {
  folder = await unpacked();
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
  const files = ['index.d.ts', ...(await readdir(path(folder, 'types'))).map((name) => `types/${name}`)];
  for (const name of files) {
    const types = await readFile(path(folder, name), 'utf8');
    assert.doesNotMatch(types.replace(/\/\*[^]*?\*\/|\/\/.*/g, ''), /\bany\b/, name);
  }
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
  const scripts = (await readdir(path(folder, 'js'))).filter((name) => name !== 'node.js');
  for (const name of [...scripts.map((name) => `js/${name}`), 'wasm/client.js']) {
    assert.doesNotMatch(await readFile(path(folder, name), 'utf8'), /node:|require\(/, name);
  }
});

test('the package names no registry and no machine', async () => {
  const manifest = await readFile(path(folder, 'package.json'), 'utf8');
  assert.doesNotMatch(manifest, /https?:|localhost/);
});
