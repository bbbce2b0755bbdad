export * from './list-tasks.contract.js';
export * from './preview-decision.contract.js';
export * from './decide-request.contract.js';
export * from './views.js';
