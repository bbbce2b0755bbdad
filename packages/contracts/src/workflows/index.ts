export * from './create-workflow.contract.js';
export * from './add-workflow-version.contract.js';
export * from './publish-workflow-version.contract.js';
export * from './list-workflows.contract.js';
export * from './definition.js';
export * from './views.js';
