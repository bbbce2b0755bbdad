export * from './api-key.repository.js';
