import type { RequestFile } from '@countersign/database/requests';
import { Refusal, type ReplyOf } from '@countersign/contracts/platform';
import type { reassignTask } from '@countersign/contracts/tasks';
import { decide, findStep, type Named, type OutlineStep } from '@countersign/engine';
import { tell } from '../notifications/index.js';
import { actorOf, change, type Actor, type Call, type House } from '../platform/index.js';
import { accepted, contentOf, definitionOf, enqueueEffects, requestSubjectOf, runChangeOf, stepNameOf, subjectOf, worldOf } from '../requests/index.js';
import type { Tx } from '@countersign/database/platform';

type TaskFile = RequestFile & { readonly task: NonNullable<RequestFile['task']> };

/** Asks others to decide, for a reason that is recorded and shown. What keeps somebody from signing keeps them from being asked. */
export class ReassignTaskService {
  constructor(private readonly house: House) {}

  run(call: Call<typeof reassignTask>) {
    const actor = actorOf(call.caller);
    const { params: { taskId }, body } = call.input;
    const reason = body.reason.trim();
    const load = (tx: Tx) => tx.requests.lockByTask(taskId);
    return change(this.house, call, actor, async (tx, record, at, locked): Promise<ReplyOf<typeof reassignTask>> => {
      const file = readable(actor, locked);
      if (file.task.status !== 'open') throw new Refusal('task_closed', { detail: 'It was decided, or set aside, meanwhile. Nobody was asked.' });
      const memberIds = [...new Set(body.memberIds)];
      if (memberIds.includes(file.requester.memberId)) throw new Refusal('own_request', { detail: 'Whoever made the request does not decide it. Nobody was asked.' });
      const { to, people } = await askable(tx, file, memberIds, { now: at, because: `was asked by ${actor.name}: ${reason}` });
      const command = { kind: 'reassign', memberId: actor.memberId, taskNumber: file.task.number, reason, to, instead: body.instead } as const;
      const content = contentOf(file);
      const answer = accepted(decide(definitionOf(file), file.run.state, command, worldOf(file, content.content, at)));
      const receipt = record.act({
        action: call.operation.auditAction ?? '',
        subject: { kind: 'request', id: file.requestId, label: `request ${file.number}` },
        reason,
        after: { taskId, step: stepNameOf(definitionOf(file), file.task.stepId), askedIds: memberIds, instead: body.instead },
      });
      const saved = runChangeOf(subjectOf(file, content), answer, receipt.entryId, at);
      tx.requests.save(saved);
      tell(record, { receipt, requestId: file.requestId, kind: 'asked', requestStatus: answer.state.status, byMemberId: actor.memberId, askedIds: memberIds, toWatchers: false });
      enqueueEffects(record, saved);
      return { taskId, requestId: file.requestId, asked: people, receipt };
    }, { load });
  }
}

/** What the actor may not even read looks absent; unknown and foreign do too. */
function readable(actor: Actor, file: RequestFile | null): TaskFile {
  if (!file?.task || !actor.ability.can('read', requestSubjectOf(file))) throw new Refusal('not_found');
  return { ...file, task: file.task };
}

/** Those named, as the step would ask them; refused by name where its rules, their rights or their authority keep one from signing. */
async function askable(tx: Tx, file: TaskFile, memberIds: readonly string[], { now, because }: { readonly now: Date; readonly because: string }): Promise<{ to: Named[]; people: { memberId: string; name: string }[] }> {
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
