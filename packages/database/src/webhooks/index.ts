export * from './endpoint-state.repository.js';
export * from './webhook-replay.repository.js';
export * from './webhook-secret.repository.js';
export * from './webhook.repository.js';
