import type { Tx } from '@countersign/database/platform';
import { newId } from '../platform/ids.js';
import { Record } from '../platform/index.js';

/** Leaves an effect to wait for its endpoint, which is `by`: paused or disabled. No job is left: one comes when the endpoint is active again. */
export async function holdEffect(tx: Tx, { tenantId, effectId }: { readonly tenantId: string; readonly effectId: string }, by: string, at: Date): Promise<void> {
  const because = `paused: endpoint ${by}`;
  const held = await tx.endpointStates.hold(effectId, newId(), because);
  if (held === null) return;
  const record = new Record({ tenantId, actor: { kind: 'job', name: 'effects' }, channel: 'job', traceId: null, causeId: held.causeId, at });
  record.act({ action: 'effect.held', subject: { kind: 'request', id: held.requestId, label: `request ${held.requestNumber}` }, reason: because, after: { state: 'wanted', effectId } });
  tx.conclude({ audit: record.audit });
}
