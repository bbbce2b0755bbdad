export * from './check-attachment.contract.js';
export * from './get-attachment.contract.js';
export * from './start-attachment-upload.contract.js';
export * from './views.js';
