export * from './connection.js';
export * from './data-source.js';
export * from './entry.js';
export * from './migrate.js';
export * from './page.js';
export * from './sql.js';
export * from './tenancy.js';
export * from './tx.js';
