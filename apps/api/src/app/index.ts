export * from './build-house.js';
export * from './controllers.js';
export * from './create-api.js';
export * from './hold-contracts.js';
export type { ApiSettings } from './settings.js';
