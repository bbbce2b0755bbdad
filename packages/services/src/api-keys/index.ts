export * from './create-api-key.service.js';
export * from './key-uses.part.js';
export * from './list-api-keys.service.js';
export * from './read-api-key.part.js';
export * from './revoke-api-key.service.js';
export { apiKeyViewOf, seesEverybodysKeys } from './view-api-key.part.js';
