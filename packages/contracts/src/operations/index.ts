export * from './all-operations.js';
export * from './compare-contracts.js';
export * from './contract-document.js';
export * from './examples.js';
export * from './openapi.js';
export * from './workflow-schema.js';
