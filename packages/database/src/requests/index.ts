export * from './request.repository.js';
export * from './request-list.repository.js';
export type { RunChange } from './run.repository.js';
export * from './note.repository.js';
export * from './request-link.repository.js';
export * from './request-search.repository.js';
