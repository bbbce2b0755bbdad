export * from './connection-grant.repository.js';
export * from './connection-gate.repository.js';
export * from './connection.repository.js';
export * from './connection-overview.repository.js';
export * from './connection-test.repository.js';
export * from './connection-token.repository.js';
