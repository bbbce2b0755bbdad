import type { RequestStatus } from '@countersign/contracts/requests';
import type { Tx } from '@countersign/database/platform';
import { tell } from '../notifications/index.js';
import type { Record } from '../platform/index.js';

/** Tells those who can connect it again, once for each time that a grant is lost: with the first effect that is set aside for it. */
export async function tellOfLostGrant(tx: Tx, record: Record, { connection, requestId }: { readonly connection: { readonly id: string; readonly name: string }; readonly requestId: string }, at: Date): Promise<void> {
  const because = await tx.connectionTokens.takeUntold(connection.id, at);
  if (because === null) return;
  const receipt = record.act({ action: 'connection.grant_lost_told', subject: { kind: 'connection', id: connection.id, label: connection.name }, reason: because });
  const [askedIds, request] = await Promise.all([tx.connectionTokens.listDefiners(), tx.requests.find(requestId)]);
  if (!request) throw new Error('an effect has its request');
  tell(record, { receipt, requestId, connectionId: connection.id, kind: 'connection_needs_grant', requestStatus: request.run.state.status as RequestStatus, byMemberId: null, askedIds, toWatchers: false });
}
