export * from './show-inbox.service.js';
export * from './show-request.service.js';
export * from './show-requests.service.js';
export * from './show-submit.service.js';
