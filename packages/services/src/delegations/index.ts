export * from './create-delegation.service.js';
export * from './list-delegations.service.js';
export * from './end-delegation.service.js';
export { delegationsShown } from './delegations-shown.part.js';
export { seesTasks, principalsOf } from './principals.part.js';
