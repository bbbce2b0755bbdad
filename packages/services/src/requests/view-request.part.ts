import type { RequestRecord } from '@countersign/database/record-sets';
import type { DecisionRow, EffectRow, NoteRow, RelatedRow, RequestFile, RequestHistory, RequestRow, RevisionRow, TaskRow } from '@countersign/database/requests';
import { repairableState } from '@countersign/contracts/effects';
import type { DecisionView, EffectView, NoteView, RecordLink, RelatedRequest, RequestStatus, RequestSummary, RequestView, RevisionView, TaskOfRequest, Verdict } from '@countersign/contracts/requests';
import { instantOf } from '../platform/instant.js';
import { attachmentViewOf } from './revision-files.part.js';
import { contentOf } from './command-request.part.js';
import { definitionOf } from './run-change.part.js';
import { setAsides, setAsideText, type SetAside } from './set-aside.part.js';

const instantOrNull = (time: string | Date | null) => (time === null ? null : instantOf(time));

export function summaryOf(row: RequestRow): RequestSummary {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    requestType: { id: row.typeId, name: row.typeName, version: row.typeVersion },
    requester: { memberId: row.requesterId, name: row.requesterName },
    amount: row.amount !== null && row.currency !== null ? { amount: row.amount, currency: row.currency } : null,
    status: row.status as RequestStatus,
    revision: row.revision,
    waitingOn: row.stepId !== null && row.stepName !== null ? { stepId: row.stepId, stepName: row.stepName } : null,
    stopped: row.stopped ?? null,
    createdAt: instantOf(row.createdAt),
    updatedAt: instantOf(row.updatedAt),
  };
}

const taskOf = (row: TaskRow, setAside: SetAside | undefined): TaskOfRequest => {
  const people = row.people.map(({ memberId, name, because, included }) => ({ included, named: { memberId, name, because } }));
  return {
    id: row.id,
    stepId: row.stepId,
    stepName: row.stepName,
    status: row.status as TaskOfRequest['status'],
    setAside: setAside === undefined ? null : setAsideText(setAside),
    quorum: row.quorum,
    openedAt: instantOf(row.openedAt),
    dueAt: instantOrNull(row.dueAt),
    closedAt: instantOrNull(row.closedAt),
    candidates: people.filter(({ included }) => included).map(({ named }) => named),
    excluded: people.filter(({ included }) => !included).map(({ named }) => named),
  };
};

const decisionOf = ({ memberId, memberName, onBehalfOf, ...row }: DecisionRow): DecisionView => ({
  ...row,
  member: { memberId, name: memberName },
  onBehalfOf,
  verdict: row.verdict as Verdict,
  decidedAt: instantOf(row.decidedAt),
  revokedAt: instantOrNull(row.revokedAt),
});

export const revisionOf = ({ createdById, createdByName, attachments, ...row }: RevisionRow): RevisionView => ({
  ...row,
  attachments: attachments.map(attachmentViewOf),
  createdAt: instantOf(row.createdAt),
  createdBy: { memberId: createdById, name: createdByName },
});

const effectOf = ({ asks, resolvedBy: _said, waitsFor: _next, ...row }: EffectRow): EffectView => ({
  ...row,
  ...(asks !== null && { asks }),
  kind: row.kind as EffectView['kind'],
  state: row.state as EffectView['state'],
  nextAttemptAt: instantOrNull(row.nextAttemptAt),
  wantedAt: instantOf(row.wantedAt),
  endedAt: instantOrNull(row.endedAt),
});

const noteOf = ({ id, authorId, authorName, text, mentions, writtenAt, editedAt, removedAt }: NoteRow): NoteView => ({
  id,
  author: { memberId: authorId, name: authorName },
  text,
  mentions: [...mentions],
  writtenAt: instantOf(writtenAt),
  editedAt: instantOrNull(editedAt),
  removedAt: instantOrNull(removedAt),
});

const relatedOf = ({ typeId, typeName, status, relation, ...row }: RelatedRow): RelatedRequest => ({
  ...row,
  requestType: { id: typeId, name: typeName },
  status: status as RequestStatus,
  relation: relation as RelatedRequest['relation'],
});

const recordLinkOf = ({ id: _, linkedAt, ...row }: RequestRecord): RecordLink => ({ ...row, linkedAt: linkedAt.toISOString() });

/** The whole request as `GET /v1/requests/{requestId}` and the screens give it. */
export function viewOf(file: RequestFile, history: RequestHistory, records: readonly RequestRecord[]): RequestView {
  const { title, amount } = contentOf(file);
  const open = history.tasks.find((task) => task.status === 'open');
  const current = history.revisions.find((revision) => revision.revision === file.run.state.revision);
  if (!current) throw new Error('the revision at hand is one of its revisions');
  const stopped = history.effects.filter(({ state }) => repairableState().safeParse(state).success).sort((a, b) => (a.id < b.id ? -1 : 1))[0];
  const aside = setAsides(definitionOf(file), history);
  return {
    id: file.requestId,
    number: file.number,
    title,
    requestType: { id: file.requestType.id, name: file.requestType.name, version: file.requestType.version },
    requester: { memberId: file.requester.memberId, name: file.requester.name },
    amount,
    status: file.run.state.status,
    revision: file.run.state.revision,
    waitingOn: open ? { stepId: open.stepId, stepName: open.stepName } : null,
    stopped: stopped ? { stepId: stopped.stepId, stepName: stopped.stepName } : null,
    createdAt: instantOf(file.createdAt),
    updatedAt: instantOf(history.updatedAt),
    workflow: { id: file.workflow.id, name: file.workflow.name, version: file.workflow.version },
    current: revisionOf(current),
    tasks: history.tasks.map((task) => taskOf(task, aside.get(task.number))),
    decisions: history.decisions.map(decisionOf),
    effects: history.effects.map(effectOf),
    notes: history.notes.map(noteOf),
    related: history.related.map(relatedOf),
    outsideRecords: records.map(recordLinkOf),
  };
}
