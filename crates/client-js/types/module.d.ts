// Loading the WebAssembly module.

/** `WebAssembly.Module`, where the types of the place know it; Node's do not. */
type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : never;

/** Where the WebAssembly module comes from: an address, its bytes, or the compiled module. */
export type ModuleSource = string | URL | Request | Response | ArrayBuffer | ArrayBufferView | CompiledModule;

/**
 * Loads the WebAssembly module; everything else needs it. A second call waits
 * for the first. Without a source the file beside the package's script is
 * taken.
 *
 * @throws {MediatrixError} `not_loaded`
 */
export function init(source?: ModuleSource | Promise<ModuleSource>): Promise<void>;
