// Entry for browsers and bundlers. Imports nothing of Node, not even behind a guard.
import { load } from './start.js';

export * from './api.js';

/** Loads the WebAssembly module; see index.d.ts. */
export function init(source) {
  return load(() => source ?? beside());
}

/**
 * The file that is published beside this one. Some development servers move
 * this file but not its neighbours, and answer with a page in its place: then
 * the copy inside a script serves, which is loaded in this case only.
 */
async function beside() {
  const response = await fetch(new URL('../wasm/client_bg.wasm', import.meta.url)).catch(() => undefined);
  if (response?.ok && !response.headers.get('content-type')?.startsWith('text/')) return response;
  const { bytes } = await import('../wasm/bytes.js');
  return bytes();
}
