export * from './audit-log.repository.js';
export * from './audit-feed.repository.js';
export * from './audit-stream.repository.js';
export * from './audit.repository.js';
export type { ToldAct } from './conclusion.repository.js';
export * from './idempotency.repository.js';
