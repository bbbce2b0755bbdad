export * from './create-webhook-endpoint.contract.js';
export * from './list-webhook-endpoints.contract.js';
export * from './list-webhook-deliveries.contract.js';
export * from './views.js';
export * from './rotate-webhook-secret.contract.js';
