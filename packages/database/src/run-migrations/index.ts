export * from './run-migration.repository.js';
export * from './migrated-run.repository.js';
