export * from './create-webhook-source.service.js';
export * from './list-inbound-messages.service.js';
export * from './list-webhook-sources.service.js';
export * from './receive-inbound-message.service.js';
export * from './replay-dead-letters.service.js';
export * from './rotate-source-secret.service.js';
export * from './update-webhook-source.service.js';
export * from './carry-out-message.service.js';
