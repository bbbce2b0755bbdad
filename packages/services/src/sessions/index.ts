export * from './list-sessions.service.js';
export * from './revoke-other-sessions.service.js';
export * from './revoke-session.service.js';
export * from './session-rows.part.js';
export * from './session-uses.part.js';
