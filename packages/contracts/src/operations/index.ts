export * from './all-operations.js';
export * from './openapi.js';
