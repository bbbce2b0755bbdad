export * from './check-target.part.js';
export * from './create-webhook-endpoint.service.js';
export * from './list-webhook-deliveries.service.js';
export * from './list-webhook-endpoints.service.js';
export { agentFor, isRefusedTarget, problemOf, sendWebhook, type SendOutcome } from './send-webhook.part.js';
export { signWebhook, webhookIdOf } from './sign-webhook.part.js';
