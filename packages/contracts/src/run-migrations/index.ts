export * from './plan-migration.contract.js';
export * from './start-migration.contract.js';
export * from './stop-migration.contract.js';
export * from './resume-migration.contract.js';
export * from './get-migration.contract.js';
export * from './views.js';
