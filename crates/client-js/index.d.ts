// The types of mediatrix-client, written by hand.
export * from './types/chat.js';
export * from './types/desk.js';
export * from './types/errors.js';
export * from './types/events.js';
export * from './types/join.js';
export * from './types/library.js';
export * from './types/link.js';
export * from './types/module.js';
export * from './types/socket.js';
export * from './types/strips.js';
