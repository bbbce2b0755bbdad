export * from './webhook-secret.repository.js';
export * from './webhook.repository.js';
