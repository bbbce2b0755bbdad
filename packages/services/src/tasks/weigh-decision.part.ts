import type { RequestFile } from '@countersign/database/requests';
import { Refusal } from '@countersign/contracts/platform';
import type { Verdict } from '@countersign/contracts/requests';
import { decide, type Answer } from '@countersign/engine';
import { asTask } from '@countersign/permissions';
import type { Actor } from '../platform/call.js';
import { contentOf, refusalOf, requestSubjectOf, worldOf } from '../requests/index.js';

export interface Weighed {
  readonly file: RequestFile;
  readonly task: NonNullable<RequestFile['task']>;
  readonly verdict: Verdict;
  readonly revisionDigest: string;
  readonly reason: string | null;
}

/** A task's file, or the refusal that the actor should see: what one may not read looks absent. */
export function permitTask(actor: Actor, file: RequestFile | null): Weighed['file'] & { task: Weighed['task'] } {
  if (!file?.task || !actor.ability.can('read', requestSubjectOf(file))) throw new Refusal('not_found');
  const { requester, candidateIds } = file;
  if (!actor.ability.can('decide', asTask({ requesterId: requester.memberId, candidateIds }))) {
    throw new Refusal(requester.memberId === actor.memberId ? 'own_request' : 'not_a_candidate');
  }
  return { ...file, task: file.task };
}

/** What the engine says to a decision, without saving anything. */
export function weighDecision(actor: Actor, weighed: Weighed, now: Date): Extract<Answer, { ok: true }> {
  const { file, task, verdict, revisionDigest, reason } = weighed;
  refuseUnlessStillAsked(actor, file, now);
  const command = { kind: 'decide', memberId: actor.memberId, taskNumber: task.number, verdict, revisionDigest, reason } as const;
  const answer = decide(file.workflow.definition, file.run.state, command, worldOf(file, contentOf(file).content, now));
  if (answer.ok) return answer;
  throw answer.refusal.code === 'revision_superseded' ? supersededBy(file) : refusalOf(answer.refusal);
}

/** What is new, with the refusal: the caller need not ask again to show it. */
function supersededBy(file: RequestFile): Refusal {
  const { revision, revisionDigest, content } = file.revision;
  const { status } = file.run.state;
  const detail = `Version ${revision} is the one that counts now. Nothing was recorded: look at what changed and decide again.`;
  return new Refusal('revision_superseded', { detail, extensions: { current: { revision, revisionDigest, content, requestStatus: status } } });
}

/** Who was asked when the task opened and may not sign any more, a role having been taken away, signs nothing. */
function refuseUnlessStillAsked(actor: Actor, file: RequestFile, now: Date): void {
  const { openTask } = file.run.state;
  const step = file.workflow.definition.steps.find((candidate) => candidate.id === openTask?.stepId);
  if (step?.kind !== 'approval' || !openTask?.candidateIds.includes(actor.memberId)) return;
  const { candidates } = worldOf(file, contentOf(file).content, now).resolve(step);
  if (candidates.some((candidate) => candidate.memberId === actor.memberId)) return;
  throw new Refusal('not_a_candidate', { detail: `You were asked, but are no longer among those who may sign “${step.name}”. Nothing was recorded.` });
}
