export * from './decide-request.service.js';
export * from './list-tasks.service.js';
export * from './preview-decision.service.js';
export { consequencesOf } from './consequences.part.js';
export { summaryOfWaiting, waitingTasks } from './waiting-tasks.part.js';
export { weighDecision } from './weigh-decision.part.js';
