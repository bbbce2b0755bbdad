export * from './condition.js';
export type { ConditionProblem } from './check-types.js';
export type { Spot } from './spot.js';
export { conditionScope, type Scope } from './condition-scope.js';
