export * from './get-effect.contract.js';
export * from './list-effects.contract.js';
export * from './repair-effect.contract.js';
export * from './resolve-effect.contract.js';
export * from './views.js';
