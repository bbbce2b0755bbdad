export * from './resolve-effect.service.js';
export * from './run-effect.service.js';
