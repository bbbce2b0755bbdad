export * from './list-audit-entries.contract.js';
