import type { Tx } from '@countersign/database/platform';
import { Refusal, type ReplyOf } from '@countersign/contracts/platform';
import type { submitRequest } from '@countersign/contracts/requests';
import { decide, readDefinition } from '@countersign/engine';
import { readsStanding } from '../workflows/index.js';
import { newId, type Actor, type Record } from '../platform/index.js';
import { checkAgainst } from './material.part.js';
import { chosenRecords, linkFields, recordsToldOf } from './named-records.part.js';
import { foundBy } from './find-requests.part.js';
import { usableFiles } from './revision-files.part.js';
import { accepted, runChangeOf, type ChangeSubject } from './run-change.part.js';
import { enqueueEffects } from './enqueue-effects.part.js';
import { linkableIds } from './link-requests.part.js';
import { calendarIdsOf, countsTime } from './timers-of.part.js';
import { worldOf } from './world.part.js';

export interface Submission {
  readonly tx: Tx;
  readonly record: Record;
  readonly at: Date;
  /** Who is the requester. */
  readonly actor: Actor;
  readonly wish: {
    readonly requestTypeId: string;
    readonly content: Readonly<{ [field: string]: unknown }>;
    readonly attachmentIds?: readonly string[] | undefined;
    readonly relatedRequestIds?: readonly string[] | undefined;
  };
  readonly action: string;
  /** Told to the audit besides. */
  readonly told?: object;
}

/** A request's first revision, and the run that decides on it, on the workflow version published now. */
export async function startRequest({ tx, record, at, actor, wish, action, told }: Submission): Promise<ReplyOf<typeof submitRequest>> {
  const type = await tx.requestTypes.find(wish.requestTypeId);
  if (!type) throw new Refusal('not_found');
  const relatedRequestIds = await linkableIds(tx, actor, wish.relatedRequestIds ?? []);
  const workflow = await tx.workflows.findPublished(type.latest.workflowId);
  if (!workflow) throw new Refusal('workflow_not_published');
  const files = await usableFiles(tx, actor, wish.attachmentIds ?? [], null);
  const checked = checkAgainst(type.latest, wish.content, files);
  const records = await chosenRecords(tx, type.latest.form, checked.content);
  const definition = readDefinition(workflow.definition);
  const standing = readsStanding(definition) ? await tx.requests.standingOf(actor.memberId) : null;
  const calendars = countsTime(definition) ? await tx.calendars.listApplying(calendarIdsOf(workflow.outline)) : [];
  const file = { ...(await tx.requests.peopleFor(workflow.outline, { requesterId: actor.memberId, unit: actor.unit, requestTypeId: type.id })), calendars, notApproved: [], requestType: type.latest, requester: { memberId: actor.memberId, name: actor.name, unit: actor.unit, standing }, revision: checked };
  const { revisionDigest, materialDigest } = checked;
  const start = { kind: 'start', requesterId: actor.memberId, revision: 1, revisionDigest, materialDigest } as const;
  const answer = accepted(decide(definition, null, start, worldOf(file, checked.content, at)));
  const number = await tx.requests.nextNumber();
  const subject: ChangeSubject = { ...checked, requestId: newId(), runId: newId(), number, factCount: 0, requestType: { id: type.id, name: type.name }, definition, endpoints: file.endpoints, connections: file.connections, people: file.people, records: [], requester: file.requester, openTasks: [], calendars };
  await tx.requests.insert({
    ...checked,
    requestId: subject.requestId,
    runId: subject.runId,
    number,
    requestTypeId: type.id,
    requestTypeVersion: type.latest.version,
    requesterId: actor.memberId,
    at: at.toISOString(),
    workflowId: workflow.workflowId,
    workflowVersion: workflow.version,
    words: foundBy(checked, { number, requesterName: actor.name, requestTypeName: type.name }),
  });
  await linkFields(tx, { requestId: subject.requestId, revision: 1, at }, records);
  await tx.attachments.link(subject.requestId, 1, files.map(({ id }) => id));
  if (relatedRequestIds.length > 0) await tx.requestLinks.insert(subject.requestId, relatedRequestIds);
  const { status } = answer.state;
  const receipt = record.act({
    action,
    subject: { kind: 'request', id: subject.requestId, label: `request ${number}` },
    after: { status, revision: 1, revisionDigest, workflowId: workflow.workflowId, workflowVersion: workflow.version, ...told, ...recordsToldOf(records), ...(relatedRequestIds.length > 0 && { relatedRequestIds }) },
  });
  const saved = runChangeOf(subject, answer, receipt.entryId, at);
  tx.requests.save(saved);
  enqueueEffects(record, saved);
  return { id: subject.requestId, number, status, revision: 1, revisionDigest, receipt };
}
