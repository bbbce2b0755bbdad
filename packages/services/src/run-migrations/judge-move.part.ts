import type { Tx } from '@countersign/database/platform';
import type { RequestFile } from '@countersign/database/requests';
import type { MigrationRow } from '@countersign/database/run-migrations';
import { decide, outlineOf, readDefinition, type Answer, type KeptDefinition, type WorkflowDefinition } from '@countersign/engine';
import { digestOf } from '../platform/digest.js';
import { calendarIdsOf, contentOf, countsTime, subjectOf, wantedEffects, withFiles, worldOf, type Contents } from '../requests/index.js';
import { readsStanding } from '../workflows/index.js';
import { foreseenOf, type ForeseenMove } from './foreseen-move.part.js';

/** The two versions of a migration; neither ever changes. */
export interface MovedBetween {
  readonly from: WorkflowDefinition;
  readonly to: WorkflowDefinition;
  readonly kept: { readonly version: number; readonly definition: KeptDefinition; readonly definitionDigest: string };
}

export async function loadVersions(tx: Tx, { workflowId, fromVersion, toVersion }: Pick<MigrationRow, 'workflowId' | 'fromVersion' | 'toVersion'>): Promise<MovedBetween> {
  const from = await tx.workflows.findVersion(workflowId, fromVersion);
  const to = await tx.workflows.findVersion(workflowId, toVersion);
  if (!from || !to) throw new Error('a version that a migration names is not there');
  return { from: readDefinition(from.definition), to: readDefinition(to.definition), kept: { version: toVersion, definition: to.definition, definitionDigest: to.definitionDigest } };
}

/** What the engine says to moving one run, and what is shown of that. `file` is the request as it would be on the version that it is moved to. */
export interface JudgedMove {
  readonly file: RequestFile;
  readonly answer: Answer;
  readonly foreseen: ForeseenMove;
  readonly foreseenDigest: string;
}

export interface Mover {
  readonly memberId: string;
  readonly reason: string;
  readonly at: Date;
}

/** Really asks the engine, in the surroundings of today; writes nothing. */
export async function judgeMove(tx: Tx, file: RequestFile, versions: MovedBetween, { memberId, reason, at }: Mover): Promise<JudgedMove> {
  const moved = await onOtherVersion(tx, file, versions);
  const content = contentOf(file);
  const world = worldOf(moved, content.content, at, await signedContents(tx, file));
  const command = { kind: 'migrate', memberId, reason, from: versions.from, fromVersion: file.workflow.version, toVersion: versions.kept.version } as const;
  const answer = decide(versions.to, file.run.state, command, world);
  const clocks = await tx.migratedRuns.listClocks(file.run.id);
  const foreseen = foreseenOf(file, versions, answer, { clocks, effects: (accepted) => wantedEffects(subjectOf(moved, content), accepted) });
  return { file: moved, answer, foreseen, foreseenDigest: digestOf(foreseen) };
}

/** The request with the people, targets and calendar of the version that it would be moved to. */
async function onOtherVersion(tx: Tx, file: RequestFile, { to, kept }: MovedBetween): Promise<RequestFile> {
  const { requester, requestType, workflow } = file;
  const outline = outlineOf(to);
  const around = await tx.requests.peopleFor(outline, { requesterId: requester.memberId, unit: requester.unit, requestTypeId: requestType.id });
  const calendars = countsTime(to) ? await tx.calendars.listApplying(calendarIdsOf(outline)) : [];
  // Both versions may read it, or only the other one.
  const standing = requester.standing ?? (readsStanding(to) ? await tx.requests.standingOf(requester.memberId) : null);
  const notApproved = file.notApproved ?? (await tx.requests.notApprovedOf(file.requestId));
  return { ...file, ...around, calendars, notApproved, requester: { ...requester, standing }, workflow: { ...workflow, ...kept } };
}

/** What the signatures of a run were given to: one may serve a step that only the other version has. */
async function signedContents(tx: Tx, { requestId, run: { state }, revision }: RequestFile): Promise<Contents> {
  if (state.signatures.length === 0) return { signed: new Map(), now: revision.content };
  const revisions = [...new Set([...state.signatures.map((signature) => signature.revision), state.revision])];
  const kept = await tx.attachments.contentsOf(requestId, revisions);
  const signed = new Map([...kept].map(([number, { content, files }]) => [number, withFiles(content, files)]));
  return { signed, now: signed.get(state.revision) ?? revision.content };
}
