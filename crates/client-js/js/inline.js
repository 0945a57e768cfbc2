// Entry with the module inside: larger, but one file and no request.
import { bytes } from '../wasm/bytes.js';
import { load } from './start.js';

export * from './api.js';

/** Loads the WebAssembly module; see index.d.ts. */
export function init(source) {
  return load(() => source ?? bytes());
}
