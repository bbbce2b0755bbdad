export * from './list-audit-entries.service.js';
