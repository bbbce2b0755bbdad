import { startAuditStream } from '@countersign/contracts/audit';
import { createWebhookEndpoint, pauseWebhookEndpoint, previewWebhookReplay, resendWebhookDelivery, rotateWebhookSecret } from '@countersign/contracts/webhooks';
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

/** One replay runs at a time, and nobody carries it out here. */
async function startOfReplay({ api, company, own }: AuthorizationWorld): Promise<RawInput> {
  const params = { endpointId: own.endpoint };
  await api.database.look("update app.webhook_replays set state = 'stopped', ended_at = now() where state = 'running'");
  const { since, until, only, planDigest } = await company.admin.call(previewWebhookReplay, { params, query: { only: 'all' } });
  return { params, body: { since, until, only, planDigest } };
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
  resendWebhookDelivery: ({ own }) => ({ params: { deliveryId: own.delivery } }),
  previewWebhookReplay: ({ own }) => ({ params: { endpointId: own.endpoint }, query: { only: 'all' } }),
  startWebhookReplay: (world) => startOfReplay(world),
  stopWebhookReplay: async ({ company, own }) => ({ params: { replayId: (await company.admin.call(resendWebhookDelivery, { params: { deliveryId: own.delivery } })).replayId } }),
  startAuditStream: async ({ company }) => ({ body: { endpointId: await anEndpoint(company), from: 'now' } }),
  stopAuditStream: async ({ company }) => ({ params: { streamId: (await company.admin.call(startAuditStream, { body: { endpointId: await anEndpoint(company), from: 'first' } })).id } }),
  listEventTypes: () => ({ query: {} }),
  previewEndpointVersion: ({ own }) => ({ params: { endpointId: own.endpoint }, query: { version: '2026-11-21' } }),
  endOlderSecrets: async ({ company }) => {
    const endpointId = await anEndpoint(company);
    await company.admin.call(rotateWebhookSecret, { params: { endpointId }, body: { keepOldHours: 1 } });
    return { params: { endpointId } };
  },
  rotateWebhookSecret: ({ own }) => ({ params: { endpointId: own.endpoint }, body: { keepOldHours: 0 } }),
};
