export * from './views.js';
export * from './set-authority-limit.contract.js';
export * from './remove-authority-limit.contract.js';
export * from './list-authority-limits.contract.js';
