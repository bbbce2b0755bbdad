import type { RequestFile } from '@countersign/database/requests';
import { Refusal } from '@countersign/contracts/platform';
import type { MemberRef, Verdict } from '@countersign/contracts/requests';
import type { Tx } from '@countersign/database/platform';
import { decide, findStep, sourcesOf, type Answer } from '@countersign/engine';
import { principalsOf } from '../delegations/index.js';
import type { Actor } from '../platform/call.js';
import { contentOf, definitionOf, refusalOf, requestSubjectOf, worldOf } from '../requests/index.js';
import { mayRequesterSign, taskSubjectOf } from './task-subject.part.js';

export interface Weighed {
  readonly file: RequestFile;
  readonly task: NonNullable<RequestFile['task']>;
  readonly verdict: Verdict;
  readonly revisionDigest: string;
  readonly reason: string | null;
  /** Whose place the actor takes; the actor's own where it is left out. */
  readonly onBehalfOf?: MemberRef | null;
}

/** A task's file, or the refusal that the actor should see: what one may not read looks absent. */
export function permitTask(actor: Actor, file: RequestFile | null): Weighed['file'] & { task: Weighed['task'] } {
  if (!file?.task || !actor.ability.can('read', requestSubjectOf(file))) throw new Refusal('not_found');
  const { requester, candidateIds, task: { stepId } } = file;
  if (!actor.ability.can('decide', taskSubjectOf(file, stepId, candidateIds))) {
    throw new Refusal(requester.memberId === actor.memberId && !mayRequesterSign(file, stepId) ? 'own_request' : 'not_a_candidate');
  }
  return { ...file, task: file.task };
}

/** A task's file for whoever decides in another's place, with who that is; what they may not take looks as it does to anybody. */
export async function permitTaskFor(tx: Tx, actor: Actor, file: RequestFile | null, principalId: string | undefined): Promise<{ readonly file: ReturnType<typeof permitTask>; readonly onBehalfOf: MemberRef | null }> {
  if (principalId === undefined) return { file: permitTask(actor, file), onBehalfOf: null };
  const { task } = file ?? {};
  if (!file || !task) throw new Refusal('not_found');
  const principals = await principalsOf(tx, actor, file.requestId);
  const principal = principals.find(({ memberId, taskIds }) => memberId === principalId && taskIds.includes(task.id));
  if (principal) return { file: { ...file, task }, onBehalfOf: { memberId: principal.memberId, name: principal.name } };
  if (principals.length === 0 && !actor.ability.can('read', requestSubjectOf(file))) throw new Refusal('not_found');
  throw new Refusal('not_a_candidate', { detail: 'You may not decide this in that member’s place, or not any more. Nothing was recorded.' });
}

/** What the engine says to a decision, without saving anything. */
export function weighDecision(actor: Actor, weighed: Weighed, now: Date): Extract<Answer, { ok: true }> {
  const { file, task, verdict, revisionDigest, reason, onBehalfOf = null } = weighed;
  refuseUnlessStillAsked(actor, weighed, now);
  const command = { kind: 'decide', memberId: actor.memberId, ...(onBehalfOf && { onBehalfOf: onBehalfOf.memberId }), taskNumber: task.number, verdict, revisionDigest, reason } as const;
  // What is said now counts as said for whatever is asked by it.
  const said = verdict === 'approve' ? [] : [{ taskNumber: task.number, stepId: task.stepId, memberId: actor.memberId, verdict }];
  const answer = decide(definitionOf(file), file.run.state, command, worldOf({ ...file, notApproved: [...(file.notApproved ?? []), ...said] }, contentOf(file).content, now));
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
function refuseUnlessStillAsked(actor: Actor, { file, task, onBehalfOf }: Weighed, now: Date): void {
  const askedId = onBehalfOf?.memberId ?? actor.memberId;
  const open = file.run.state.openTasks.find(({ number }) => number === task.number);
  const step = open && findStep(definitionOf(file).steps, open.stepId);
  if (step?.kind !== 'approval' || !open?.candidateIds.includes(askedId)) return;
  // Whoever was asked by somebody is named by no rule; that they may decide was looked at with their rights, and is not of whom a delegate stands for.
  const isAdded = open.addedIds?.includes(actor.memberId) === true;
  if (!onBehalfOf && !isAdded && file.openTasks.some(({ number, askedIds }) => number === task.number && askedIds.includes(actor.memberId))) return;
  // Whoever was added is asked like one of those whom the step names, and looked at with what they may do now.
  const added = (open.addedIds ?? []).map((memberId) => ({ kind: 'member', memberId }) as const);
  const { candidates } = worldOf(file, contentOf(file).content, now).resolve(step, [...sourcesOf(step), ...added]);
  if (candidates.some((candidate) => candidate.memberId === askedId)) return;
  throw new Refusal('not_a_candidate', { detail: `${onBehalfOf ? `${onBehalfOf.name} was asked, but is` : 'You were asked, but are'} no longer among those who may sign “${step.name}”. Nothing was recorded.` });
}
