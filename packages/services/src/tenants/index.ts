export * from './create-tenant.service.js';
