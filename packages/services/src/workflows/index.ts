export * from './create-workflow.service.js';
export * from './add-workflow-version.service.js';
export * from './publish-workflow-version.service.js';
export * from './list-workflows.service.js';
export { refuseUnlessSound } from './check-references.part.js';
