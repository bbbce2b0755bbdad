export * from './effect.repository.js';
