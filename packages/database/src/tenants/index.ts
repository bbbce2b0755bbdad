export * from './set-up.repository.js';
