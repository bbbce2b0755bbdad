export * from './get-health.contract.js';
