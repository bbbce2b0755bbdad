export * from './create-tenant.contract.js';
