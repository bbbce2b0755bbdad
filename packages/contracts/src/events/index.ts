export * from './follow-events.contract.js';
export * from './views.js';
