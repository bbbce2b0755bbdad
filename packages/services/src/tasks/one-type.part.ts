import type { Tx } from '@countersign/database/platform';
import { Refusal, refusalCatalog } from '@countersign/contracts/platform';
import type { ItemRefused } from '@countersign/contracts/tasks';
import type { Actor } from '../platform/index.js';

/** Refuses tasks of the actor that are of more than one request type: what is decided together is read together. Tasks that are none of theirs say nothing here. */
export async function refuseMixedTypes(tx: Tx, actor: Actor, taskIds: readonly string[]): Promise<void> {
  const names = await tx.requestList.listTypesOfTasks(actor.memberId, taskIds);
  if (names.length > 1) throw new Refusal('types_mixed', { detail: `They are of ${names.join(', ')}. Decide those of one type together. Nothing was recorded.` });
}

export const itemRefusedOf = ({ code, details }: Refusal): ItemRefused => ({ code, title: refusalCatalog[code].title, detail: details.detail ?? null });
