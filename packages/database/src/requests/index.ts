export * from './request.repository.js';
export * from './request-list.repository.js';
