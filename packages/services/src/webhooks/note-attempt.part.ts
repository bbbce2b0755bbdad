import type { RequestStatus } from '@countersign/contracts/requests';
import type { Tx } from '@countersign/database/platform';
import { tell } from '../notifications/index.js';
import type { DeliverySettings, Record } from '../platform/index.js';

export interface EndedAttempt {
  readonly endpointId: string;
  /** What was sent is about; null of the audit, which is about none. */
  readonly requestId: string | null;
  readonly ok: boolean;
  readonly problem: string | null;
  readonly at: Date;
}

/** Notes on the endpoint how an attempt ended, and disables one at which every attempt has failed for too long: in the transaction that settles the attempt. */
export async function noteAttempt(tx: Tx, record: Record, attempt: EndedAttempt, settings: DeliverySettings): Promise<void> {
  if (attempt.ok) return tx.endpointStates.noteArrival(attempt.endpointId);
  const failing = await tx.endpointStates.noteFailure(attempt.endpointId, attempt.at);
  const { name, state, failingSince, failedAttempts } = failing;
  const isLong = attempt.at.getTime() - failingSince.getTime() >= settings.disableAfterMs;
  if (state !== 'active' || !isLong || failedAttempts < settings.disableAfterAttempts) return;
  const because = `Nothing arrived since ${failingSince.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${failedAttempts} attempts in a row failed. The last: ${attempt.problem ?? 'no answer'}.`;
  tx.endpointStates.disable(attempt.endpointId, because, attempt.at);
  const receipt = record.act({ action: 'webhook_endpoint.disabled', subject: { kind: 'webhook_endpoint', id: attempt.endpointId, label: name }, reason: because, before: { state }, after: { state: 'disabled', failingSince: failingSince.toISOString(), failedAttempts } });
  if (attempt.requestId === null) return;
  const [askedIds, request] = await Promise.all([tx.endpointStates.listDefiners(), tx.requests.find(attempt.requestId)]);
  if (!request) throw new Error('an effect has its request');
  tell(record, { receipt, requestId: attempt.requestId, endpointId: attempt.endpointId, kind: 'endpoint_disabled', requestStatus: request.run.state.status as RequestStatus, byMemberId: null, askedIds, toWatchers: false });
}
