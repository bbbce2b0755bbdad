import * as z from 'zod/mini';
import { eventType, id, instant } from '../platform/index.js';
import { exampleRequest, toldRequest } from './effect-wanted.event.js';

export const compensationWanted = eventType({
  name: 'compensationWanted',
  summary: 'What was told before is to be undone: the request was reversed. “undoes” names it; “type” is the name that the workflow gives the event that undoes',
  since: '2026-11-21',
  schema: z.strictObject({ type: z.string(), timestamp: instant(), data: z.strictObject({ ...toldRequest, undoes: z.strictObject({ effectId: id(), event: z.string() }) }) }),
  example: { type: 'payment.withdrawn', timestamp: '2026-11-30T10:00:00.000Z', data: { ...exampleRequest, undoes: { effectId: '019ab0c0-0000-7000-8000-000000000003', event: 'payment.requested' } } },
});
