export * from './read-outside-record.service.js';
export { differencesOf, type SeenFields } from './fingerprint.part.js';
export { readRecord } from './read-record.part.js';
