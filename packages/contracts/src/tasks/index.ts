export * from './decide-requests.contract.js';
export * from './list-tasks.contract.js';
export * from './preview-decision.contract.js';
export * from './decide-request.contract.js';
export * from './preview-decisions.contract.js';
export * from './revoke-decision.contract.js';
export * from './views.js';
export * from './reassign-task.contract.js';
