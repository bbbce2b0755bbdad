import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { newReceiverSecret, PaymentReceiver, type PaymentEvent } from './payment-receiver.js';

let receiver: PaymentReceiver;
let kept: [PaymentEvent, string, string][] = [];
beforeEach(async () => {
  kept = [];
  receiver = new PaymentReceiver(newReceiverSecret(), (...delivery) => void kept.push(delivery));
  await receiver.listen(0);
});
afterEach(() => receiver.close());

async function deliver(event: unknown, options: { id: string; secret?: string }): Promise<number> {
  const body = JSON.stringify(event);
  const now = new Date();
  const signature = new Webhook(options.secret ?? receiver.secret).sign(options.id, now, body);
  const headers = { 'webhook-id': options.id, 'webhook-timestamp': String(Math.floor(now.getTime() / 1000)), 'webhook-signature': signature };
  return (await fetch(receiver.url, { method: 'POST', headers, body })).status;
}

describe('the receiver of payments', () => {
  const event = { type: 'payment.requested', data: { requestId: 'r1' } };

  test('keeps the distinct payments and cancellations of each request, and hands each delivery on before it is acknowledged', async () => {
    expect(await deliver(event, { id: 'msg_1' })).toBe(204);
    expect(await deliver(event, { id: 'msg_1' })).toBe(204);
    expect(await deliver(event, { id: 'msg_2' })).toBe(204);
    expect(await deliver({ ...event, type: 'payment.cancelled' }, { id: 'msg_3' })).toBe(204);
    expect(receiver.received).toEqual({ payments: new Map([['r1', new Set(['msg_1', 'msg_2'])]]), cancellations: new Map([['r1', new Set(['msg_3'])]]) });
    expect(kept.map((delivery) => delivery.join(' '))).toEqual(['payment.requested r1 msg_1', 'payment.requested r1 msg_1', 'payment.requested r1 msg_2', 'payment.cancelled r1 msg_3']);
    expect(receiver.problems).toEqual([]);
  });

  test('refuses and reports a wrong signature, another event, and an event without a request', async () => {
    expect(await deliver(event, { id: 'msg_1', secret: newReceiverSecret() })).toBe(400);
    expect(await deliver({ ...event, type: 'order.placed' }, { id: 'msg_2' })).toBe(400);
    expect(await deliver({ ...event, data: {} }, { id: 'msg_3' })).toBe(400);
    expect(receiver.received.payments.size).toBe(0);
    expect(receiver.problems).toHaveLength(3);
  });
});
