export * from './webhook.repository.js';
