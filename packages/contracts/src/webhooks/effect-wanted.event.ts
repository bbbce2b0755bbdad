import * as z from 'zod/mini';
import { eventType, id, instant } from '../platform/index.js';

/** The request that a webhook is about, as it was approved. */
export const toldRequest = {
  requestId: id(),
  number: z.int(),
  requestType: z.strictObject({ id: id(), name: z.string() }),
  title: z.string(),
  revision: z.int(),
  revisionDigest: z.string(),
  /** By the form of the request type. Amounts are text and have all their digits. */
  content: z.record(z.string(), z.unknown()),
};

export const exampleRequest = {
  requestId: '019ab0c0-0000-7000-8000-000000000001',
  number: 12,
  requestType: { id: '019ab0c0-0000-7000-8000-000000000002', name: 'Purchase order' },
  title: 'Chairs',
  revision: 1,
  revisionDigest: '3b1f9e2c5d8a47066c1e0f94b2a7d5838e6f1c09ad4b7e21f5c3860d9e7a4b12',
  content: { title: 'Chairs', amount: { amount: '1200.00', currency: 'EUR' } },
};

export const effectWanted = eventType({
  name: 'effectWanted',
  summary: 'A request was approved, and a step of its workflow tells this endpoint. “type” is the name that the workflow gives the event',
  since: '2026-11-21',
  schema: z.strictObject({ type: z.string(), timestamp: instant(), data: z.strictObject(toldRequest) }),
  example: { type: 'payment.requested', timestamp: '2026-11-30T09:00:00.000Z', data: exampleRequest },
});
