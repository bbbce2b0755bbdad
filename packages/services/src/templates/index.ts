export * from './apply-template.service.js';
export * from './templates.part.js';
