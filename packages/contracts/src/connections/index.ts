export * from './create-connection.contract.js';
export * from './finish-connection-grant.contract.js';
export * from './start-connection-grant.contract.js';
export * from './list-connections.contract.js';
export * from './update-connection.contract.js';
export * from './presets.js';
export * from './views.js';
export * from './test-connection.contract.js';
