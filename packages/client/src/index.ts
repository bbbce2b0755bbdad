export * from './client.js';
export * from './read-events.js';
export type { Retries } from './retries.js';
