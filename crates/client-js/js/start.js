// Loading the WebAssembly module: once, when asked, and never at import.
import start, * as glue from '../wasm/client.js';

import { MediatrixError } from './errors.js';

let memory;
let starting;

/** Loads the module from what the given function names; a second call waits for the first. */
export function load(source) {
  starting ??= Promise.resolve(source())
    .then((found) => start({ module_or_path: found }))
    .then((exports) => {
      memory = exports.memory;
      glue.setErrorMaker((code, message) => new MediatrixError(code, message));
    })
    .catch((error) => {
      // The next call may have another source.
      starting = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      throw new MediatrixError('not_loaded', `the WebAssembly module could not be loaded: ${reason}`);
    });
  return starting;
}

/** What the module exports. */
export function module() {
  if (!memory) {
    throw new MediatrixError('not_initialised', 'call `await init()` before anything else of mediatrix-client');
  }
  return glue;
}

/** The module's memory, for reading what it lends for the time of a call. */
export function buffer() {
  return memory.buffer;
}
