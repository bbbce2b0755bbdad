export * from './connection-gate.repository.js';
export * from './connection.repository.js';
export * from './connection-token.repository.js';
