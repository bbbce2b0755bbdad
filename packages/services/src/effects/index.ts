export * from './run-effect.service.js';
