export * from './attachment.repository.js';
