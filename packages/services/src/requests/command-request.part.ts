import type { Tx } from '@countersign/database/platform';
import type { RequestFile } from '@countersign/database/requests';
import { Refusal } from '@countersign/contracts/platform';
import type { RequestChanged } from '@countersign/contracts/requests';
import { decide, hasEnded, type Command } from '@countersign/engine';
import { asRequest } from '@countersign/permissions';
import type { Actor } from '../platform/call.js';
import type { Record } from '../platform/record.js';
import { enqueueEffects } from './enqueue-effects.part.js';
import { amountOf, shortTitleOf, type CheckedContent } from './material.part.js';
import { accepted, runChangeOf, subjectOf } from './run-change.part.js';
import { worldOf } from './world.part.js';

export const requestSubjectOf = (file: RequestFile) =>
  asRequest({ requesterId: file.requester.memberId, candidateIds: file.candidateIds, ended: hasEnded(file.run.state.status) });

/** Locks a request that its requester is about to change. What the caller may not even read looks absent. */
export async function lockOwnRequest(tx: Tx, actor: Actor, requestId: string): Promise<RequestFile> {
  const file = await tx.requests.lock(requestId);
  if (!file || !actor.ability.can('read', requestSubjectOf(file))) throw new Refusal('not_found');
  if (file.requester.memberId !== actor.memberId) throw new Refusal('not_the_requester');
  if (!actor.ability.can('revise', requestSubjectOf(file))) throw new Refusal('request_closed');
  return file;
}

/** The revision at hand, in the shape of one that was just checked. */
export function contentOf(file: RequestFile): CheckedContent {
  const { content, revisionDigest, materialDigest } = file.revision;
  const { titleField, amountField } = file.requestType;
  return { content, revisionDigest, materialDigest, title: shortTitleOf(content, titleField), amount: amountOf(content, amountField) };
}

export interface RequestCommand {
  readonly tx: Tx;
  readonly record: Record;
  readonly at: Date;
  readonly file: RequestFile;
  readonly checked: CheckedContent;
  readonly command: Command;
  readonly action: string | null;
  readonly reason: string | null;
}

/** Lets the engine decide on a command of the requester, and saves what became true. `beforeSaving` runs once it is accepted. */
export async function commandRequest(parts: RequestCommand, beforeSaving: () => Promise<void> = () => Promise.resolve()): Promise<RequestChanged> {
  const { tx, record, at, file, checked, command } = parts;
  const answer = accepted(decide(file.workflow.definition, file.run.state, command, worldOf(file, checked.content, at)));
  await beforeSaving();
  const { status, revision, revisionDigest } = answer.state;
  const before = file.run.state;
  const receipt = record.act({
    action: parts.action ?? '',
    subject: { kind: 'request', id: file.requestId, label: `request ${file.number}` },
    reason: parts.reason,
    before: { status: before.status, revision: before.revision, revisionDigest: before.revisionDigest },
    after: { status, revision, revisionDigest },
  });
  const saved = { ...runChangeOf(subjectOf(file, checked), answer, receipt.entryId, at), title: checked.title, amount: checked.amount?.amount ?? null, currency: checked.amount?.currency ?? null };
  tx.requests.save(saved);
  enqueueEffects(record, saved);
  return { id: file.requestId, number: file.number, status, revision, revisionDigest, receipt };
}
