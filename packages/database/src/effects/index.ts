export * from './ask.repository.js';
export * from './compensation.repository.js';
export * from './effect-list.repository.js';
export * from './effect-repair.repository.js';
export * from './effect-run.repository.js';
export * from './effect.repository.js';
