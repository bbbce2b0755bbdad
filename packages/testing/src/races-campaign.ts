/** The door of `npm run campaign:races`. */
export { openHttpWorld } from './http-world.js';
export * from './races.js';
export * from './render-races.js';
