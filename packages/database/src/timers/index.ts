export * from './timer.repository.js';
