export * from './read-outside-record.service.js';
export { differencesOf, placeAt, type SeenFields } from './fingerprint.part.js';
export { parseExactly, readRecord } from './read-record.part.js';
