import type { Tx } from '@countersign/database/platform';
import type { SignerChange } from '@countersign/database/requests';
import { decide } from '@countersign/engine';
import type { Record } from '../platform/record.js';
import { contentOf } from './command-request.part.js';
import { enqueueEffects } from './enqueue-effects.part.js';
import { accepted, definitionOf, runChangeOf, subjectOf } from './run-change.part.js';
import { worldOf } from './world.part.js';

/** What people sign by, as reasons call it. */
type Changing = 'roles' | 'groups' | 'managers' | 'authority limits' | 'members';

/**
 * Looks again for approvers of requests that stopped for want of one, now that `what` has changed; and of those that wait for somebody further up, where somebody
 * nearer may have come to have authority. In the same transaction. All that the change could help are looked at: requests that stay as they are must not keep others from going on.
 */
export async function resumeStopped(tx: Tx, record: Record, at: Date, change: SignerChange, what: Changing = 'roles'): Promise<void> {
  const resumed = { action: 'request.resumed', reason: `An approver was found after ${what} changed.` };
  const askedAnew = { action: 'request.asked_anew', reason: `Somebody else is to be asked, after ${what} changed.` };
  await inChunks((afterNumber) => tx.waitingRequests.listWaitingForSigners(afterNumber, change), ({ id, isStopped }) => resolveAgain(tx, record, at, id, isStopped ? resumed : askedAnew));
}

/**
 * Looks again at the open tasks that wait for people of whom something was taken away by which they could sign: one that those left cannot complete is asked anew,
 * of those who may sign now, or stops and says so. Returns how many were.
 */
export async function releaseTasks(tx: Tx, record: Record, at: Date, memberIds: readonly string[], what: Changing = 'roles'): Promise<number> {
  const reason = `Too few were left of those who were asked, after ${what} changed.`;
  return inChunks((afterNumber) => tx.requests.listWaitingOn(afterNumber, memberIds), ({ id }) => resolveAgain(tx, record, at, id, { action: 'request.asked_anew', reason }));
}

/** What one look lists at most. */
const chunkMax = 200;

async function inChunks<Row extends { readonly number: number }>(list: (afterNumber: number) => Promise<Row[]>, look: (row: Row) => Promise<boolean>): Promise<number> {
  let changed = 0;
  let afterNumber = 0;
  for (;;) {
    const found = await list(afterNumber);
    for (const row of found) {
      if (await look(row)) changed += 1;
      afterNumber = row.number;
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
  const answer = accepted(decide(definitionOf(file), file.run.state, { kind: 'resolve_again' }, worldOf(file, content.content, at)));
  const { status } = answer.state;
  // One that stopped and stays stopped is not news each time that somebody's roles change.
  if (answer.facts.length === 0 || (before === 'needs_approver' && status === before)) return false;
  const receipt = record.act({ ...entry, subject: { kind: 'request', id: requestId, label: `request ${file.number}` }, before: { status: before }, after: { status } });
  const saved = runChangeOf(subjectOf(file, content), answer, receipt.entryId, at);
  tx.requests.save(saved);
  enqueueEffects(record, saved);
  return true;
}
