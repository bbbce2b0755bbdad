import type { Tx } from '@countersign/database/platform';
import type { RequestFile } from '@countersign/database/requests';
import { Refusal } from '@countersign/contracts/platform';
import { findStep, type Named, type OutlineStep } from '@countersign/engine';
import type { Actor } from '../platform/index.js';
import { contentOf, definitionOf, requestSubjectOf, worldOf } from '../requests/index.js';
import { taskSubjectOf } from './task-subject.part.js';

export type TaskFile = RequestFile & { readonly task: NonNullable<RequestFile['task']> };

/** What the actor may not even read looks absent; unknown and foreign do too. */
export function readableTask(actor: Actor, file: RequestFile | null): TaskFile {
  if (!file?.task || !actor.ability.can('read', requestSubjectOf(file))) throw new Refusal('not_found');
  return { ...file, task: file.task };
}

/** The open task, where the actor may ask somebody besides to decide it, or to sign it too. */
export function openToMore(actor: Actor, file: TaskFile): TaskFile['run']['state']['openTasks'][number] {
  const { task, run } = file;
  const open = run.state.openTasks.find(({ number }) => number === task.number);
  // Of one that is closed nobody is a candidate any more: whoever may add to every task is told that it is.
  if (!actor.ability.can('add_signer', taskSubjectOf(file, task.stepId, open?.candidateIds ?? []))) throw new Refusal('permission_denied', { detail: 'Somebody who may ask others to decide can add a signer, and an approver to a step that waits for them. Nobody was asked.' });
  if (!open) throw new Refusal('task_closed', { detail: 'It was decided, or set aside, meanwhile. Nobody was asked.' });
  return open;
}

/** Those named, as the step would ask them; refused by name where its rules, their rights or their authority keep one from signing. */
export async function askable(tx: Tx, file: TaskFile, memberIds: readonly string[], { now, because }: { readonly now: Date; readonly because: string }): Promise<{ to: Named[]; people: { memberId: string; name: string }[] }> {
  const step = findStep(definitionOf(file).steps, file.task.stepId);
  if (step?.kind !== 'approval') throw new Error(`step ${file.task.stepId} is not an approval step of this version`);
  const outline: OutlineStep = { id: step.id, name: step.name, kind: step.kind, roleIds: [], unitRoleIds: [], groupIds: [], memberIds, managers: false, ...(step.approvers.authority === true && { authority: true as const }), endpointIds: [] };
  const { people } = await tx.requests.peopleFor([outline], { requesterId: file.requester.memberId, unit: file.requester.unit, requestTypeId: file.requestType.id });
  // Those whom the step leaves out are found among its own people.
  const everybody = [...people, ...file.people.filter(({ memberId }) => !memberIds.includes(memberId))];
  const { candidates, excluded } = worldOf({ ...file, people: everybody }, contentOf(file).content, now).resolve(step, memberIds.map((memberId) => ({ kind: 'member' as const, memberId })));
  const asked = memberIds.map((memberId) => {
    const person = people.find((one) => one.memberId === memberId);
    if (person && candidates.some((candidate) => candidate.memberId === memberId)) return { memberId, name: person.name };
    const why = excluded.find((other) => other.memberId === memberId)?.because;
    throw new Refusal('cannot_be_asked', { detail: person ? `${person.name} may not sign “${step.name}”${why === undefined ? '' : `: ${why}`}. Nobody was asked.` : 'One of those named is no member of the company. Nobody was asked.' });
  });
  return { to: memberIds.map((memberId) => ({ memberId, because })), people: asked };
}
