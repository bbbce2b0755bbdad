export * from './apply-template.contract.js';
export * from './views.js';
