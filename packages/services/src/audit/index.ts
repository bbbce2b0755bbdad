export * from './forget-old-keys.service.js';
export * from './list-audit-entries.service.js';
export { entryViewOf, findAuditEntries } from './find-audit-entries.part.js';
export { AuditSigner, type AuditKeys } from './audit-signer.part.js';
export { AuditKeyRotation, type AuditKeysRotated } from './rotate-audit-key.part.js';
export * from './sequence-audit.service.js';
