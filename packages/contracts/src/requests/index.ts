export * from './submit-request.contract.js';
export * from './revise-request.contract.js';
export * from './withdraw-request.contract.js';
export * from './add-note.contract.js';
export * from './get-request.contract.js';
export * from './list-requests.contract.js';
export * from './views.js';
