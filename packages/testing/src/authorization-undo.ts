import { previewCompensation, previewRepairs, startRepairs } from '@countersign/contracts/effects';
import { getRequest, previewReversal, reverseRequest } from '@countersign/contracts/requests';
import { addSigner, decideRequest, previewDecision } from '@countersign/contracts/tasks';
import type { CallerKind } from './authorization-table.js';
import { memberIdOf, type AuthorizationWorld } from './authorization-world.js';
import { setRead, signedWithRecord } from './connections.js';
import type { Person } from './people.js';
import { addFlow, taskOf } from './request-flow.js';

/** A request that was approved, and its effect carried out. */
export async function carriedOut(world: AuthorizationWorld): Promise<string> {
  const { requestId, taskId, decision } = await world.openRequest();
  await world.people.approver.call(decideRequest, { params: { taskId }, body: decision });
  await world.api.database.look("update app.effects set state = 'succeeded', attempts = 1, ended_at = now() where request_id = $1", [requestId]);
  return requestId;
}

export async function toReverse(world: AuthorizationWorld) {
  const params = { requestId: await carriedOut(world) };
  const { consequencesDigest } = await world.people.admin.call(previewReversal, { params });
  return { params, body: { reason: 'As agreed', outcome: 'reversed' as const, consequencesDigest } };
}

export async function toUndoByHand(world: AuthorizationWorld): Promise<string> {
  const input = await toReverse(world);
  await world.people.admin.call(reverseRequest, input);
  const { effects } = await world.people.admin.call(getRequest, { params: input.params });
  return effects.find(({ undoesId }) => undoesId !== null)?.id ?? '';
}

/** A task on which the approver has just said no. */
export async function rejectedTask(world: AuthorizationWorld): Promise<string> {
  const { taskId } = await world.openRequest();
  const { revisionDigest, consequencesDigest } = await world.people.approver.call(previewDecision, { params: { taskId }, query: { verdict: 'reject' } });
  await world.people.approver.call(decideRequest, { params: { taskId }, body: { verdict: 'reject', reason: 'Not now', revisionDigest, consequencesDigest } });
  return taskId;
}

/** Somebody whom no step asks, to be added to one. */
export const oneMore = async ({ company }: AuthorizationWorld) => ({ memberId: await memberIdOf(company.finance), reason: 'Knows the supplier.' });

/** What takes back that somebody was just added to a request's step. */
export async function withOneMore(world: AuthorizationWorld, by: Person) {
  const { requestId, taskId } = await world.openRequest();
  const body = await oneMore(world);
  await by.call(addSigner, { params: { taskId }, body });
  return { params: { requestId }, body: { ...body, stepId: 'sign' } };
}

/** An effect that has failed for good. */
export async function failed(world: AuthorizationWorld): Promise<string> {
  const requestId = await carriedOut(world);
  const [effect] = await world.api.database.look<{ id: string }>("update app.effects set state = 'failed' where request_id = $1 returning id", [requestId]);
  return effect?.id ?? '';
}

/** The same, to have undone what was carried out before it. */
export async function toCompensate(world: AuthorizationWorld) {
  const params = { effectId: await failed(world) };
  const { shown } = await world.people.admin.call(previewCompensation, { params });
  return { params, body: { reason: 'As agreed', shown } };
}

let flows = 0;
/** A task of the approver that is signed by a record of another system, which has been read. */
export async function signedWithRead({ api, company, own, people }: AuthorizationWorld): Promise<string> {
  const flow = await addFlow(company, `With a record ${(flows += 1)}`, { formatVersion: 2, steps: [signedWithRecord(company, 'approver', own.connection)] });
  const { id } = await flow.submit(undefined, people.requester);
  const taskId = await taskOf(people.approver, id);
  await setRead(api.database, taskId);
  return taskId;
}

/** A decision about all that failed; nobody carries it out here. */
export async function manyRepairs(world: AuthorizationWorld, kind: CallerKind) {
  const scope = { how: 'skip' as const, ofState: 'failed' as const };
  if (kind !== 'admin') return { body: { ...scope, reason: 'Done by hand', connectionId: null, until: new Date().toISOString(), planDigest: '0'.repeat(64) } };
  await failed(world);
  const { until, planDigest } = await world.people.admin.call(previewRepairs, { query: scope });
  return { body: { ...scope, reason: 'Done by hand', connectionId: null, until, planDigest } };
}

export async function runningRepairs(world: AuthorizationWorld, kind: CallerKind) {
  if (kind !== 'admin') return { params: { repairId: world.own.repair } };
  return { params: { repairId: (await world.people.admin.call(startRepairs, await manyRepairs(world, kind))).id } };
}
