export * from './client.js';
export * from './read-events.js';
