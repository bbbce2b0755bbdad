export * from './create-record-set.contract.js';
export * from './get-reading.contract.js';
export * from './list-kept-records.contract.js';
export * from './list-record-sets.contract.js';
export * from './start-reading.contract.js';
export * from './stop-reading.contract.js';
export * from './update-record-set.contract.js';
export * from './views.js';
