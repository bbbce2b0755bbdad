import type { Tx } from '@countersign/database/platform';
import { decide } from '@countersign/engine';
import type { Record } from '../platform/record.js';
import { contentOf } from './command-request.part.js';
import { enqueueEffects } from './enqueue-effects.part.js';
import { accepted, runChangeOf, subjectOf } from './run-change.part.js';
import { worldOf } from './world.part.js';

/** Whose roles changed: only requests that stopped at a step naming them could go on. */
export interface RoleChange {
  readonly memberId: string;
  /** Before and after. */
  readonly roleIds: readonly string[];
}

/**
 * Looks again for approvers of requests that stopped for want of one, now that roles have changed; in the same transaction.
 * All that the change could help are looked at: requests that stay stopped must not keep others from going on.
 */
export async function resumeStopped(tx: Tx, record: Record, at: Date, change: RoleChange): Promise<void> {
  let afterNumber = 0;
  for (;;) {
    const stopped = await tx.requests.listStopped(afterNumber, change);
    for (const { id, number } of stopped) {
      await resumeOne(tx, record, at, id);
      afterNumber = number;
    }
    if (stopped.length < chunkMax) return;
  }
}

/** What one look lists at most. */
const chunkMax = 200;

async function resumeOne(tx: Tx, record: Record, at: Date, requestId: string): Promise<void> {
  const file = await tx.requests.lock(requestId);
  if (file?.run.state.status !== 'needs_approver') return;
  const content = contentOf(file);
  const answer = accepted(decide(file.workflow.definition, file.run.state, { kind: 'resolve_again' }, worldOf(file, content.content, at)));
  if (answer.state.status === 'needs_approver') return;
  const receipt = record.act({
    action: 'request.resumed',
    subject: { kind: 'request', id: requestId, label: `request ${file.number}` },
    reason: 'An approver was found after roles changed.',
    before: { status: 'needs_approver' },
    after: { status: answer.state.status },
  });
  const saved = runChangeOf(subjectOf(file, content), answer, receipt.entryId, at);
  tx.requests.save(saved);
  enqueueEffects(record, saved);
}
