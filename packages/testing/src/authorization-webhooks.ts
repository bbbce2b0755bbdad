import { randomUUID } from 'node:crypto';
import type { AuthorizationWorld } from './authorization-world.js';
import type { RawInput } from './raw-call.js';

type Prepare = (world: AuthorizationWorld) => RawInput | Promise<RawInput>;

/** Valid input of the operations on webhook endpoints and deliveries. */
export const webhookInputs: Readonly<Record<string, Prepare>> = {
  listWebhookEndpoints: () => ({}),
  createWebhookEndpoint: () => ({ body: { name: `Accounting ${randomUUID()}`, url: 'https://hooks.example.com/other' } }),
  listWebhookDeliveries: ({ own }) => ({ query: { requestId: own.request } }),
  showWebhooks: () => ({}),
  showWebhook: ({ own }) => ({ query: { endpointId: own.endpoint } }),
  rotateWebhookSecret: ({ own }) => ({ params: { endpointId: own.endpoint }, body: { keepOldHours: 0 } }),
};
