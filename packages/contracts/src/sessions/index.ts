export * from './list-sessions.contract.js';
export * from './revoke-other-sessions.contract.js';
export * from './revoke-session.contract.js';
export * from './views.js';
