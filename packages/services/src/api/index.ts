export * from './get-health.service.js';
