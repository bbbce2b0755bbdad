export * from './local-files.part.js';
export * from './open-files.part.js';
