export * from './platform/ability-for.js';
export * from './platform/ability.js';
