export * from './example-faults.js';
export * from './record-examples.js';
