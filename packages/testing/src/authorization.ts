export * from './authorization-faults.js';
export * from './authorization-table.js';
export * from './authorization-world.js';
