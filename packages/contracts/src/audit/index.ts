export * from './list-audit-entries.contract.js';
export * from './views.js';
