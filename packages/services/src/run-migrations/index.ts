export * from './get-migration.service.js';
export * from './plan-migration.service.js';
export * from './resume-migration.service.js';
export * from './run-migration.service.js';
export * from './start-migration.service.js';
export * from './stop-migration.service.js';
export { movedRunOf, membersNamed } from './view-moved-run.part.js';
export { migrationViewOf } from './view-migration.part.js';
