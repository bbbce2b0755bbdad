export * from './delegation.repository.js';
