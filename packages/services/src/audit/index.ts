export * from './forget-old-keys.service.js';
export * from './list-audit-entries.service.js';
export { entryViewOf, findAuditEntries } from './find-audit-entries.part.js';
