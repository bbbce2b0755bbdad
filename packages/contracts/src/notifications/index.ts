export * from './read-notifications.contract.js';
export * from './views.js';
