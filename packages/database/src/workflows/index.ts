export * from './workflow.repository.js';
export * from './workflow-list.repository.js';
export * from './workflow-version.entity.js';
