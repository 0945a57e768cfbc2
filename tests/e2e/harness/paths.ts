// Where things are, seen from the end-to-end tests.
import { fileURLToPath } from 'node:url';

/** The workspace folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The built relay, which is also the simulator. */
export const RELAY = process.env['MEDIATRIX_RELAY'] ?? `${ROOT}target/debug/mediatrix-relay`;
