export * from './catalogue-exceptions.js';
export * from './catalogue-faults.js';
export * from './isolation-faults.js';
export * from './tenant-tables.js';
export * from './two-companies.js';
