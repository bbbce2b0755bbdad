import { createWebhookSource, type WebhookSourceView } from '@countersign/contracts/webhook-sources';
import { createHmac, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { Company } from './company.js';
import { memberIdOf } from './request-flow.js';

export interface MadeSource extends WebhookSourceView {
  readonly secret: string;
}

/** Signed over the body alone; the id stands beside it. */
export const hmacVerification = { kind: 'hmac', signatureHeader: 'X-Hub-Signature-256', prefix: 'sha256=', encoding: 'hex', idHeader: 'X-GitHub-Delivery' } as const;

let count = 0;

/** What a source is made of that starts purchases in the name of the company's requester. */
export async function sourceBody(company: Company, change: object = {}) {
  count += 1;
  const fields = [{ to: '/title', from: '/data/title' }, { to: '/amount', from: '/data/amount' }, { to: '/note', from: '/data/note' }];
  return {
    name: `Shop ${count}`,
    verification: { kind: 'standard_webhooks' as const },
    typePointer: '/type',
    requesterId: await memberIdOf(company, company.requester),
    rules: [{ type: 'order.placed', act: { kind: 'start_request' as const, requestTypeId: company.requestTypeId, fields } }],
    ...change,
  };
}

/** Makes one, by the company's admin. */
export const addSource = async (company: Company, change: object = {}): Promise<MadeSource> => company.admin.call(createWebhookSource, { body: await sourceBody(company, change) });

export const orderPlaced = (change: object = {}) => ({ type: 'order.placed', data: { title: 'Chairs', amount: { amount: '120.00', currency: 'EUR' } }, ...change });

/** As Standard Webhooks signs it, by its public package. */
export function signStandard(secret: string, text: string, { id = `msg_${randomUUID()}`, at = new Date() }: { readonly id?: string; readonly at?: Date } = {}): Record<string, string> {
  return { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(secret).sign(id, at, text) };
}

/** As GitHub signs it. */
export const signHmac = (secret: string, text: string, id: string = randomUUID()): Record<string, string> => ({ 'x-github-delivery': id, 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(text).digest('hex')}` });

/** Of the source that an authorization world's company has. */
export const ownSourceSecret = (requestTypeId: string) => `secret-of-${requestTypeId}`;

/** An order as a source that is verified by HMAC takes it, another one each time. */
export function signedOrder(secret: string) {
  const body = orderPlaced();
  return { body, headers: signHmac(secret, JSON.stringify(body)) };
}
