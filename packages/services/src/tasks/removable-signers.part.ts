import type { RequestFile } from '@countersign/database/requests';
import type { RequestSheet } from '@countersign/contracts/screens';
import { decide, hasEnded, tookPart } from '@countersign/engine';
import type { Actor } from '../platform/index.js';
import { contentOf, definitionOf, stepNameOf, worldOf } from '../requests/index.js';

/** Whoever added somebody takes that back, and whoever may ask others to decide. */
export const mayTakeBack = (actor: Actor, addedBy: string | null): boolean => actor.permissions.includes('task.reassign') || (addedBy === actor.memberId && actor.permissions.includes('task.decide'));

/** Who was added, has not signed, and can be taken back by this member, with what that would do. */
export function removableSigners(actor: Actor, file: RequestFile, now: Date): RequestSheet['removableSigners'] {
  const { state } = file.run;
  if (hasEnded(state.status)) return [];
  const world = worldOf(file, contentOf(file).content, now);
  return (state.addedSigners ?? []).flatMap(({ stepId, memberId, byMemberId }) => {
    if (!mayTakeBack(actor, byMemberId) || tookPart(state, stepId).has(memberId)) return [];
    const answer = decide(definitionOf(file), state, { kind: 'remove_signer', memberId: actor.memberId, stepId, signerId: memberId, reason: 'to be said' }, world);
    const passes = answer.ok && answer.facts.some((fact) => fact.kind === 'task_closed' && fact.stepId === stepId && fact.outcome === 'approved');
    const name = file.people.find((person) => person.memberId === memberId)?.name ?? 'a former member';
    return [{ memberId, name, stepId, stepName: stepNameOf(definitionOf(file), stepId), passes }];
  });
}
