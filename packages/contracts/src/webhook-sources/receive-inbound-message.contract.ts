import * as z from 'zod/mini';
import { id, operation } from '../platform/index.js';
import { messageBytesMax, sourceParams } from './views.js';

export const receiveInboundMessage = operation({
  name: 'receiveInboundMessage',
  summary: 'Where another system sends a signed message: it is kept before it is answered, once however often it comes, and carried out afterwards. A source that is not there, a signature that is not right and a time that is too far away are answered alike',
  method: 'POST',
  path: '/v1/inbound/{sourceId}',
  params: sourceParams,
  signed: { bytesMax: messageBytesMax },
  /** The same whenever it comes. */
  reply: z.strictObject({ id: id(), messageId: z.string() }),
  status: 202,
  permission: 'public',
  refusals: ['source_paused'],
  auditAction: 'inbound_message.received',
  idempotent: 'no',
  budget: { statements: 8, bytes: 1_000, p95Ms: 150 },
});
