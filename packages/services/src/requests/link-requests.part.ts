import type { Tx } from '@countersign/database/platform';
import { Refusal } from '@countersign/contracts/platform';
import { visibleRequests } from '@countersign/permissions';
import type { Actor } from '../platform/call.js';

/** The requests that a new one names, each once. Refuses any that the actor may not see: unknown, foreign and unseen look the same. */
export async function linkableIds(tx: Tx, actor: Actor, named: readonly string[]): Promise<string[]> {
  if (named.length === 0) return [];
  const seen = new Set((await tx.requestLinks.findVisible(named, visibleRequests(actor.ability))).map(({ id }) => id));
  const errors = named.flatMap((id, index) => (seen.has(id) ? [] : [{ pointer: `/body/relatedRequestIds/${index}`, detail: 'There is no such request that you can see.' }]));
  if (errors.length > 0) throw new Refusal('related_request_unknown', { detail: 'A related request must be one that you can see. Nothing was submitted.', errors });
  return [...seen];
}
