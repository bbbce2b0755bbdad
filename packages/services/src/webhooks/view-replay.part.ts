import type { ReplayRow, ReplayScope } from '@countersign/database/webhooks';
import type { WebhookReplayView } from '@countersign/contracts/webhooks';
import { digestOf } from '../platform/digest.js';

export const replayViewOf = (row: Omit<ReplayRow, 'endpointState' | 'startEntryId' | 'kind'>): WebhookReplayView => ({
  id: row.id,
  endpoint: { id: row.endpointId, name: row.endpointName },
  since: row.since?.toISOString() ?? null,
  until: row.until.toISOString(),
  only: row.onlyFailed ? 'failed' : 'all',
  state: row.state as WebhookReplayView['state'],
  startedBy: { memberId: row.startedBy, name: row.startedByName },
  startedAt: row.startedAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  progress: { waiting: 0, arrived: 0, failed: 0, retrying: 0, skipped: 0, ...row.progress },
});

/** Of what a preview says: what is started is that, or nothing. */
export const replayDigestOf = ({ endpointId, since, until, onlyFailed }: ReplayScope, counted: { readonly total: number; readonly arrived: number }) =>
  digestOf({ endpointId, since: since?.toISOString() ?? null, until: until.toISOString(), onlyFailed, total: String(counted.total), arrived: String(counted.arrived) });
