import type { PageOf, PageRequest, Tx } from '@countersign/database/platform';
import type { DueBounds, DueRow, DueSummary, WaitingRow, WaitingThroughRow } from '@countersign/database/requests';
import { sumMoney, type Money } from '@countersign/contracts/platform';
import { seesTasks } from '../delegations/index.js';
import type { Actor } from '../platform/index.js';

/** What waits for a member, in numbers. */
export interface WaitingSummary extends DueSummary {
  readonly count: number;
  readonly subtotals: Money[];
}

/** The tasks that wait for an actor, a page of them. */
export async function waitingTasks(tx: Tx, actor: Actor, page: PageRequest): Promise<PageOf<WaitingRow>> {
  return seesTasks(actor) ? tx.waitingList.waitingFor(actor.memberId, page) : { items: [], nextCursor: null };
}

/** What is due first of it, and whether there is more. */
export async function waitingByDue(tx: Tx, actor: Actor, bounds: DueBounds, limit: number): Promise<{ rows: DueRow[]; more: boolean }> {
  const found = seesTasks(actor) ? await tx.waitingList.waitingByDue(actor.memberId, bounds, limit + 1) : [];
  return { rows: found.slice(0, limit), more: found.length > limit };
}

/** All of it in numbers, by when it is due. */
export async function summaryByDue(tx: Tx, actor: Actor, bounds: DueBounds): Promise<WaitingSummary> {
  const { lastDecisionAt, groups } = seesTasks(actor) ? await tx.waitingList.summarizeByDue(actor.memberId, bounds) : { lastDecisionAt: null, groups: [] };
  return { lastDecisionAt, groups, count: groups.reduce((sum, { count }) => sum + count, 0), subtotals: sumMoney(groups.flatMap(({ subtotals }) => subtotals)) };
}

/** Those that wait for somebody whose place an actor may take now. */
export async function waitingThroughOthers(tx: Tx, actor: Actor, limit: number): Promise<WaitingThroughRow[]> {
  return seesTasks(actor) ? tx.waitingList.waitingThrough(actor.memberId, limit) : [];
}
