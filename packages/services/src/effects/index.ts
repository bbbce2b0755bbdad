export { attemptsMaxOf, detailsOf as effectDetailsOf, rowViewOf as effectRowViewOf } from './view-effect.part.js';
export * from './get-effect.service.js';
export * from './list-effects.service.js';
export * from './repair-effect.service.js';
export * from './resolve-effect.service.js';
export * from './run-effect.service.js';
