export * from './data-key.repository.js';
export * from './sealed-value.repository.js';
