export * from './check-attachment.service.js';
export * from './get-attachment.service.js';
export * from './remove-unused-attachments.service.js';
export * from './start-attachment-upload.service.js';
