export * from './authority-limit.repository.js';
