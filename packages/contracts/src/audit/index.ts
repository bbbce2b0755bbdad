export * from './audit-recorded.event.js';
export * from './list-audit-entries.contract.js';
export * from './views.js';
export * from './start-audit-stream.contract.js';
export * from './stop-audit-stream.contract.js';
