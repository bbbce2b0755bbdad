export * from './create-api-key.contract.js';
export * from './list-api-keys.contract.js';
export * from './revoke-api-key.contract.js';
export * from './views.js';
