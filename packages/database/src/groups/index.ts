export * from './group.repository.js';
export * from './group.entity.js';
