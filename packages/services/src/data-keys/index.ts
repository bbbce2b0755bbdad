export * from './reseal-secrets.service.js';
export type { Resealed } from './reseal-tenant.part.js';
export * from './rewrap-data-keys.part.js';
export * from './rotate-data-key.part.js';
