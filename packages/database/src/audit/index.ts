export * from './audit.repository.js';
export * from './idempotency.repository.js';
