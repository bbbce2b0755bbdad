export * from './content-check.js';
export * from './fields.js';
export * from './money-text.js';
export * from './operation.js';
export * from './patterns.js';
export * from './permissions.js';
export * from './refusals.js';
export * from './search-words.js';
