export * from './set-authority-limit.service.js';
export * from './remove-authority-limit.service.js';
export * from './list-authority-limits.service.js';
export * from './view-authority-limit.part.js';
