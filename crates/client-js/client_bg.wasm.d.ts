// The WebAssembly module's file, for bundlers that give its address or its
// bytes on import: hand what you get to `init`.
declare const source: string;
export default source;
