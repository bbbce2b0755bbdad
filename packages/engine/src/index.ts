export * from './commands/command.js';
export * from './commands/decide.js';
export * from './definition/check-definition.js';
export * from './definition/definition.js';
export * from './facts/facts.js';
export * from './state/apply-fact.js';
export * from './state/run-state.js';
