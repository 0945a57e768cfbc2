// Entry for Node and for servers that render pages: importing it does nothing.
import { readFile } from 'node:fs/promises';

import { load } from './start.js';

export * from './api.js';

/** Loads the WebAssembly module; see index.d.ts. */
export function init(source) {
  return load(() => source ?? readFile(new URL('../wasm/client_bg.wasm', import.meta.url)));
}
