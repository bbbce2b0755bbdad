export * from './resolve-effect.contract.js';
