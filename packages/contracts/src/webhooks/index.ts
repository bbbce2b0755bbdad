export * from './create-webhook-endpoint.contract.js';
export * from './list-webhook-endpoints.contract.js';
export * from './list-webhook-deliveries.contract.js';
export * from './views.js';
export * from './rotate-webhook-secret.contract.js';
export * from './update-webhook-endpoint.contract.js';
export * from './pause-webhook-endpoint.contract.js';
export * from './resume-webhook-endpoint.contract.js';
