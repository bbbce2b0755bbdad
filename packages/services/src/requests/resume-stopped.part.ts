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
  const reason = 'An approver was found after roles changed.';
  await inChunks((afterNumber) => tx.requests.listStopped(afterNumber, change), (id) => resolveAgain(tx, record, at, id, { action: 'request.resumed', reason }));
}

/**
 * Looks again at the open tasks that wait for somebody whose roles were taken away: one that those left cannot complete is asked anew,
 * of those who may sign now, or stops and says so. Returns how many were.
 */
export async function releaseTasks(tx: Tx, record: Record, at: Date, memberId: string): Promise<number> {
  const reason = 'Too few were left of those who were asked, after roles changed.';
  return inChunks((afterNumber) => tx.requests.listWaitingOn(afterNumber, memberId), (id) => resolveAgain(tx, record, at, id, { action: 'request.asked_anew', reason }));
}

/** What one look lists at most. */
const chunkMax = 200;

async function inChunks(list: (afterNumber: number) => Promise<{ id: string; number: number }[]>, look: (id: string) => Promise<boolean>): Promise<number> {
  let changed = 0;
  let afterNumber = 0;
  for (;;) {
    const found = await list(afterNumber);
    for (const { id, number } of found) {
      if (await look(id)) changed += 1;
      afterNumber = number;
    }
    if (found.length < chunkMax) return changed;
  }
}

/** Whether looking again changed anything. */
async function resolveAgain(tx: Tx, record: Record, at: Date, requestId: string, entry: { readonly action: string; readonly reason: string }): Promise<boolean> {
  const file = await tx.requests.lock(requestId);
  if (!file) return false;
  const content = contentOf(file);
  const before = file.run.state.status;
  const answer = accepted(decide(file.workflow.definition, file.run.state, { kind: 'resolve_again' }, worldOf(file, content.content, at)));
  const { status } = answer.state;
  // One that stopped and stays stopped is not news each time that somebody's roles change.
  if (answer.facts.length === 0 || (before === 'needs_approver' && status === before)) return false;
  const receipt = record.act({ ...entry, subject: { kind: 'request', id: requestId, label: `request ${file.number}` }, before: { status: before }, after: { status } });
  const saved = runChangeOf(subjectOf(file, content), answer, receipt.entryId, at);
  tx.requests.save(saved);
  enqueueEffects(record, saved);
  return true;
}
