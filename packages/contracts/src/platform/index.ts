export * from './content-check.js';
export * from './fields.js';
export * from './operation.js';
export * from './patterns.js';
export * from './permissions.js';
export * from './refusals.js';
