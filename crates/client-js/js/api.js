// What every entry exports beside its own `init`.
export { connect, join } from './connect.js';
export { MediatrixError } from './errors.js';
export { Socket } from './socket.js';
