export * from './notification.repository.js';
