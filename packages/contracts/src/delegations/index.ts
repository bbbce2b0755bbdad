export * from './create-delegation.contract.js';
export * from './list-delegations.contract.js';
export * from './end-delegation.contract.js';
export * from './views.js';
