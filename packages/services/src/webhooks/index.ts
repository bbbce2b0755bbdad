export * from './create-webhook-endpoint.service.js';
export * from './list-webhook-deliveries.service.js';
export * from './list-webhook-endpoints.service.js';
export { deliveryViewOf, endpointViewOf, healthSince, scheduleSeconds, secretViewOf } from './view-endpoint.part.js';
export { sendWebhook, type SendOutcome } from './send-webhook.part.js';
export { openSecrets } from './signing-secret.part.js';
export { signWebhook } from './sign-webhook.part.js';
export * from './rotate-webhook-secret.service.js';
