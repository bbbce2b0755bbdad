import { createWebhookEndpoint, pauseWebhookEndpoint } from '@countersign/contracts/webhooks';
import { randomUUID } from 'node:crypto';
import type { AuthorizationWorld } from './authorization-world.js';
import type { Company } from './company.js';
import type { RawInput } from './raw-call.js';

type Prepare = (world: AuthorizationWorld) => RawInput | Promise<RawInput>;

const anEndpoint = async ({ admin }: Company) => (await admin.call(createWebhookEndpoint, { body: { name: `Accounting ${randomUUID()}`, url: 'https://hooks.example.com/other' } })).id;

async function pausedEndpoint(company: Company): Promise<string> {
  const endpointId = await anEndpoint(company);
  await company.admin.call(pauseWebhookEndpoint, { params: { endpointId } });
  return endpointId;
}

/** Valid input of the operations on webhook endpoints and deliveries. */
export const webhookInputs: Readonly<Record<string, Prepare>> = {
  listWebhookEndpoints: () => ({}),
  createWebhookEndpoint: () => ({ body: { name: `Accounting ${randomUUID()}`, url: 'https://hooks.example.com/other' } }),
  listWebhookDeliveries: ({ own }) => ({ query: { requestId: own.request } }),
  showWebhooks: () => ({}),
  showWebhook: ({ own }) => ({ query: { endpointId: own.endpoint } }),
  updateWebhookEndpoint: ({ own }) => ({ params: { endpointId: own.endpoint }, body: { name: `Accounting ${randomUUID()}`, url: 'https://hooks.example.com/other' } }),
  pauseWebhookEndpoint: async ({ company }) => ({ params: { endpointId: await anEndpoint(company) } }),
  resumeWebhookEndpoint: async ({ company }) => ({ params: { endpointId: await pausedEndpoint(company) } }),
  rotateWebhookSecret: ({ own }) => ({ params: { endpointId: own.endpoint }, body: { keepOldHours: 0 } }),
};
