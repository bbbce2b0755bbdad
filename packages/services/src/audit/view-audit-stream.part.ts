import type { AuditStreamView } from '@countersign/contracts/audit';
import type { AuditStreamRow } from '@countersign/database/audit';

export const auditStreamViewOf = (row: Omit<AuditStreamRow, 'url' | 'endpointState' | 'heldUntil' | 'startEntryId'>): AuditStreamView => ({
  id: row.id,
  endpoint: { id: row.endpointId, name: row.endpointName },
  state: row.state as AuditStreamView['state'],
  fromIndex: row.fromIndex,
  nextIndex: row.nextIndex,
  size: row.size,
  failedAttempts: row.problem === null ? 0 : row.attempts,
  problem: row.problem,
  nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  arrivedAt: row.arrivedAt?.toISOString() ?? null,
  startedBy: { memberId: row.startedBy, name: row.startedByName },
  startedAt: row.startedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
});
