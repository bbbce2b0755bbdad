import type { Tx } from '@countersign/database/platform';
import type { RequestRecord } from '@countersign/database/record-sets';
import type { RequestFile, RequestHistory } from '@countersign/database/requests';
import { Refusal } from '@countersign/contracts/platform';
import { verdicts, type MemberRef } from '@countersign/contracts/requests';
import type { RequestSheet } from '@countersign/contracts/screens';
import type { ConsequencesView } from '@countersign/contracts/tasks';
import { findStep, hasEnded, signersOf, type Fact } from '@countersign/engine';
import { visibleRequests } from '@countersign/permissions';
import { principalsOf } from '../delegations/index.js';
import type { Actor } from '../platform/index.js';
import { definitionOf, recordTitles, requestSubjectOf, stepNameOf, viewOf } from '../requests/index.js';
import { may, roleChoices } from '../roles/index.js';
import { consequencesOf, dueViewOf, forWhomText, removableSigners, taskSubjectOf, weighDecision, type TenantClock } from '../tasks/index.js';
import { asksOf } from './asks.part.js';
import { factRowsOf } from './fact-rows.part.js';
import { noteRowsOf } from './note-rows.part.js';
import { flowOf } from './flow.part.js';
import { stateLineOf, timelineOf } from './timeline.part.js';
import { revocableOf, undoActionsOf } from './undo-actions.part.js';

/** What a sheet shows beside the request's file. */
interface SheetParts {
  readonly history: RequestHistory;
  readonly watchers: readonly MemberRef[];
  readonly records: readonly RequestRecord[];
}

/** Needs nothing but the id, and so can be asked in one breath with the file; shown to nobody before the file says that they may read it. */
export async function sheetPartsOf(tx: Tx, actor: Actor, requestId: string): Promise<SheetParts> {
  const [history, watchers, records] = await Promise.all([tx.requestList.history(requestId, visibleRequests(actor.ability)), tx.notifications.listWatchers(requestId), tx.requestRecords.listOf(requestId)]);
  return { history, watchers, records };
}

/** Everything that the sheet of a request shows to this member, who may read it. */
export async function sheetOf(tx: Tx, actor: Actor, file: RequestFile, clock: TenantClock, { history, watchers, records }: SheetParts): Promise<RequestSheet> {
  const { now } = clock;
  const asking = askingOf(actor, file, history);
  const removable = removableSigners(actor, file, now);
  const titles = await recordTitles(tx, file.requestType.form, [file.revision.content, ...history.revisions.map(({ content }) => content)]);
  return {
    request: viewOf(file, history, records),
    facts: factRowsOf(file, history, actor.memberId, titles),
    timeline: timelineOf(file, history, noteRowsOf(history, actor, now), await actedFromOutside(tx, history)),
    ...flowOf(file, history, now),
    stateLine: stateLineOf(file, history),
    due: dueOf(history, clock),
    decision: decisionOf(actor, file, now) ?? (await decisionForOthers(tx, actor, file, clock)),
    actions: [...undoActionsOf(actor, file, history, now), ...signerActionsOf(asking, removable), ...actionsOf(actor, file, watchers.some(({ memberId }) => memberId === actor.memberId))],
    ...(await asksOf(tx, actor, file, history)),
    ...asking,
    removableSigners: removable,
    revocable: revocableOf(actor, file, history, now),
    watchers: [...watchers],
    stopped: await stoppedOf(tx, actor, file, history),
    form: file.requestType.form,
  };
}

/** The decision block, where an open task waits for this member. What each verdict would cause comes with it. */
function decisionOf(actor: Actor, asked: RequestFile, now: Date): RequestSheet['decision'] {
  const { state } = asked.run;
  const waiting = state.openTasks.find(({ stepId, candidateIds }) => candidateIds.includes(actor.memberId) && !signersOf(state, stepId).includes(actor.memberId));
  const key = asked.openTasks.find(({ number }) => number === waiting?.number);
  return key && actor.permissions.includes('task.decide') ? blockOf(actor, asked, key, null, now) : null;
}

/** The same for somebody whose place this member may take now, the first whose task can be decided. */
async function decisionForOthers(tx: Tx, actor: Actor, asked: RequestFile, clock: TenantClock): Promise<RequestSheet['decision']> {
  if (asked.openTasks.length === 0) return null;
  for (const { taskIds, memberId, name } of await principalsOf(tx, actor, asked.requestId)) {
    const key = asked.openTasks.find(({ id }) => taskIds.includes(id));
    const block = key && blockOf(actor, asked, key, { memberId, name }, clock.now);
    if (block) return { ...block, forWhom: await forWhomOf(tx, actor, asked, { memberId, name }, clock) };
  }
  return null;
}

/** For whom, and until when. It held a moment ago: nobody reads what does not hold any more. */
async function forWhomOf(tx: Tx, actor: Actor, { requestId }: RequestFile, { memberId, name }: MemberRef, clock: TenantClock): Promise<string> {
  const until = await tx.delegations.holdsUntil(actor.memberId, memberId, requestId);
  return until === null ? `for ${name}` : forWhomText(name, until, clock);
}

/** The open task that is due first. */
function dueOf({ tasks }: RequestHistory, clock: TenantClock): RequestSheet['due'] {
  const [first] = tasks.flatMap(({ status, stepName, dueAt }) => (status === 'open' && dueAt !== null ? { stepName, at: new Date(dueAt) } : [])).sort((one, other) => one.at.getTime() - other.at.getTime());
  return first === undefined ? null : { ...dueViewOf(first.at, clock), stepName: first.stepName };
}

function blockOf(actor: Actor, asked: RequestFile, key: RequestFile['openTasks'][number], onBehalfOf: MemberRef | null, now: Date): RequestSheet['decision'] {
  const task = { ...key, status: 'open' };
  const file = { ...asked, task };
  const choices = verdicts.flatMap((verdict): ConsequencesView[] => {
    try {
      const answer = weighDecision(actor, { file, task, verdict, revisionDigest: file.revision.revisionDigest, reason: 'to be said', onBehalfOf }, now);
      return [consequencesOf(file, { name: actor.name, onBehalfOf }, verdict, answer)];
    } catch (error) {
      // A verdict that cannot be given, say because a later condition cannot be worked out, is not offered.
      if (error instanceof Refusal) return [];
      throw error;
    }
  });
  const stepName = stepNameOf(definitionOf(file), task.stepId);
  return choices.length === 0 ? null : { taskId: task.id, stepName, onBehalfOf, forWhom: null, choices };
}

/** Whoever may see a request may add a note to it, be told of what happens to it, and ask for something about it where they may ask at all. */
function actionsOf(actor: Actor, file: RequestFile, isWatching: boolean): RequestSheet['actions'] {
  const open: RequestSheet['actions'] = [];
  if (actor.permissions.includes('request.read')) {
    open.push({ id: 'note', label: 'Add a note', allowed: true, because: null });
    open.push(isWatching ? { id: 'stop_watching', label: 'Stop watching', allowed: true, because: null } : { id: 'watch', label: 'Watch', allowed: true, because: null });
  }
  if (actor.permissions.includes('request.submit')) open.push({ id: 'submit_related', label: 'Submit a related request', allowed: true, because: null });
  if (file.requester.memberId !== actor.memberId) return open;
  const subject = requestSubjectOf(file);
  const because = hasEnded(file.run.state.status) ? 'This request has ended.' : 'Your roles do not allow it.';
  const action = (id: 'revise' | 'withdraw', label: string) => {
    const allowed = actor.ability.can(id, subject);
    return { id, label, allowed, because: allowed ? null : because };
  };
  return [action('revise', 'Change and resubmit'), action('withdraw', 'Withdraw'), ...open];
}

/** The names of those who did something about it without being asked: an admin is no candidate of any task. */
async function actedFromOutside(tx: Tx, { facts }: RequestHistory): Promise<readonly MemberRef[]> {
  const ids = new Set(facts.flatMap(({ fact }) => (typeof fact['byMemberId'] === 'string' ? [fact['byMemberId']] : [])));
  return ids.size === 0 ? [] : tx.members.listNames([...ids]);
}

/** What others can be asked to decide, besides or instead or as one more. Who they may be is looked for when somebody is about to ask. */
function askingOf(actor: Actor, file: RequestFile, { tasks }: RequestHistory): Pick<RequestSheet, 'reassign' | 'addSigner'> {
  const open = tasks.filter(({ status }) => status === 'open');
  const reassignable = actor.permissions.includes('task.reassign') ? open : [];
  const { state } = file.run;
  const askedIn = (number: number) => state.openTasks.find((task) => task.number === number)?.candidateIds ?? [];
  const addable = open.filter(({ number, stepId }) => actor.ability.can('add_signer', taskSubjectOf(file, stepId, askedIn(number))));
  const keyOf = ({ id, stepName, people }: RequestHistory['tasks'][number]) => ({ taskId: id, stepName, waitsFor: people.filter(({ waiting }) => waiting).map(({ memberId, name }) => ({ memberId, name })) });
  return {
    reassign: reassignable.length === 0 ? null : { tasks: reassignable.map(keyOf) },
    addSigner: addable.length === 0 ? null : { tasks: addable.map((task) => ({ ...keyOf(task), quorum: task.quorum, signed: signersOf(state, task.stepId).length })) },
  };
}

/** Beside asking others: one more who must sign, or that taken back. */
function signerActionsOf({ addSigner }: Pick<RequestSheet, 'addSigner'>, removable: RequestSheet['removableSigners']): RequestSheet['actions'] {
  return [
    ...(addSigner === null ? [] : [{ id: 'add_signer' as const, label: 'Add a signer', allowed: true, because: null }]),
    ...(removable.length === 0 ? [] : [{ id: 'remove_signer' as const, label: 'Take back an added signer', allowed: true, because: null }]),
  ];
}

/** Where nobody can sign the step that it stands at: who that step asks, and whether this member may see to it. */
async function stoppedOf(tx: Tx, actor: Actor, file: RequestFile, { facts }: RequestHistory): Promise<RequestSheet['stopped']> {
  const [stepId] = file.run.state.stoppedStepIds;
  const step = stepId === undefined ? null : findStep(definitionOf(file).steps, stepId);
  if (step?.kind !== 'approval') return null;
  const { anyOf } = step.approvers;
  const roles = await tx.roles.findMany(anyOf.flatMap((source) => (source.kind === 'role' ? [source.roleId] : [])));
  const groups = await tx.groups.listNames(anyOf.flatMap((source) => (source.kind === 'group' ? [source.groupId] : [])));
  const missing = facts.map(({ fact }) => fact as Fact).findLast((fact) => fact.kind === 'approver_missing' && fact.stepId === step.id);
  const excluded = missing?.kind === 'approver_missing' ? missing.excluded : [];
  const names = new Map((await tx.members.listNames(excluded.map(({ memberId }) => memberId))).map(({ memberId, name }) => [memberId, name]));
  const [invite, give, fill, assign] = [may(actor, 'member.invite'), may(actor, 'role.read', 'member.assign_roles'), may(actor, 'member.read', 'group.define'), may(actor, 'member.read', 'member.assign_roles')];
  return {
    stepName: step.name,
    roles: roleChoices(actor, roles).map(({ id, name, detail: _, ...choice }) => ({ id, name, give: give.allowed ? choice : give, invite: invite.allowed ? choice : invite })),
    groups: groups.map(({ id, name }) => ({ id, name, fill })),
    managerOf: anyOf.some(({ kind }) => kind === 'manager') ? { memberId: file.requester.memberId, name: file.requester.name, assign } : null,
    excluded: excluded.map(({ memberId, because }) => ({ memberId, name: names.get(memberId) ?? 'a former member', because })),
  };
}
