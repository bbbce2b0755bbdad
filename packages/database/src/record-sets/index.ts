export * from './kept-record.repository.js';
export * from './record-reading.repository.js';
export * from './record-set.repository.js';
export * from './request-record.repository.js';
export * from './record-finding.repository.js';
export * from './record-repair.repository.js';
