export * from './show-inbox.contract.js';
export * from './show-request.contract.js';
export * from './show-requests.contract.js';
export * from './show-submit.contract.js';
export * from './views.js';
