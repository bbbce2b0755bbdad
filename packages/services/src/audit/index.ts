export * from './list-audit-entries.service.js';
export { entryViewOf, findAuditEntries } from './find-audit-entries.part.js';
