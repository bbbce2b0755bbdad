export * from './create-webhook-source.contract.js';
export * from './list-inbound-messages.contract.js';
export * from './list-webhook-sources.contract.js';
export * from './receive-inbound-message.contract.js';
export * from './replay-dead-letters.contract.js';
export * from './rotate-source-secret.contract.js';
export * from './update-webhook-source.contract.js';
export * from './views.js';
