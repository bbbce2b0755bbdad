import type { InboundMessageView } from '@countersign/contracts/webhook-sources';
import type { InboundMessage } from '@countersign/database/webhook-sources';

export const messageViewOf = ({ id, messageId, type, state, receivedAt, attempts, problem, nextAttemptAt, endedAt, requestId, requestNumber, effectId, secretMadeAt }: InboundMessage): InboundMessageView => ({
  id, messageId, type, state, receivedAt: receivedAt.toISOString(), attempts, problem,
  nextAttemptAt: nextAttemptAt?.toISOString() ?? null, endedAt: endedAt?.toISOString() ?? null,
  effectId, signedWith: secretMadeAt?.toISOString() ?? null,
  request: requestId !== null && requestNumber !== null ? { id: requestId, number: requestNumber } : null,
});
