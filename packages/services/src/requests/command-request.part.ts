import type { Tx } from '@countersign/database/platform';
import type { RequestFile } from '@countersign/database/requests';
import { Refusal } from '@countersign/contracts/platform';
import type { RequestChanged } from '@countersign/contracts/requests';
import { decide, hasEnded, type Command, type Fact } from '@countersign/engine';
import { asRequest } from '@countersign/permissions';
import { tell, type Told } from '../notifications/index.js';
import type { Actor } from '../platform/call.js';
import type { Record } from '../platform/record.js';
import { enqueueEffects } from './enqueue-effects.part.js';
import { amountOf, shortTitleOf, type CheckedContent } from './material.part.js';
import { accepted, definitionOf, runChangeOf, subjectOf } from './run-change.part.js';
import { worldOf, type Contents } from './world.part.js';

export const requestSubjectOf = (file: RequestFile) =>
  asRequest({ requesterId: file.requester.memberId, candidateIds: [...file.candidateIds, ...file.askedIds], ended: hasEnded(file.run.state.status) });

/** Locks a request that somebody is about to change who may see it. */
export async function lockReadable(tx: Tx, actor: Actor, requestId: string): Promise<RequestFile> {
  const file = await tx.requests.lock(requestId);
  if (!file || !actor.ability.can('read', requestSubjectOf(file))) throw new Refusal('not_found');
  return file;
}

/** Locks a request that its requester is about to change. What the caller may not even read looks absent. */
export async function lockOwnRequest(tx: Tx, actor: Actor, requestId: string): Promise<RequestFile> {
  const file = await lockReadable(tx, actor, requestId);
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
  /** Of the revisions that signatures were given to, where the command may change the content. */
  readonly contents?: Contents;
  readonly action: string | null;
  readonly reason: string | null;
  /** Told to the audit besides. */
  readonly told?: object;
}

/** Who is told of a command of a person, and as what. */
function toldOf({ command, file }: RequestCommand, facts: readonly Fact[]): Pick<Told, 'kind' | 'byMemberId' | 'askedIds' | 'toWatchers'> {
  switch (command.kind) {
    case 'withdraw':
      return { kind: 'withdrawn', byMemberId: command.memberId };
    case 'cancel':
      return { kind: 'cancelled', byMemberId: command.memberId, askedIds: signersOfAll(file) };
    case 'reverse':
      return { kind: 'reversed', byMemberId: command.memberId, askedIds: [...new Set([...signersOfAll(file), ...file.askedIds])] };
    case 'remove_signer':
      return { kind: 'unasked', byMemberId: command.memberId, askedIds: facts.some((fact) => fact.kind === 'signer_removed' && fact.isAskedStill) ? [] : [command.signerId], toWatchers: false };
    case 'revoke':
      return { kind: 'revoked', byMemberId: command.memberId };
    default:
      return { kind: 'revised', byMemberId: file.requester.memberId };
  }
}

/** Whoever signed what is undone or called off, and in whose place they did. */
export const signersOfAll = ({ run: { state: { signatures } } }: RequestFile): string[] => [...new Set(signatures.flatMap(({ memberId, onBehalfOf }) => (onBehalfOf === undefined ? [memberId] : [memberId, onBehalfOf])))];

/** Lets the engine decide on a command of a person, and saves what became true. `beforeSaving` runs once it is accepted. */
export async function commandRequest(parts: RequestCommand, beforeSaving: () => Promise<void> = () => Promise.resolve()): Promise<RequestChanged> {
  const { tx, record, at, file, checked, command } = parts;
  const answer = accepted(decide(definitionOf(file), file.run.state, command, worldOf(file, checked.content, at, parts.contents)));
  await beforeSaving();
  const { status, revision, revisionDigest } = answer.state;
  const before = file.run.state;
  const receipt = record.act({
    action: parts.action ?? '',
    subject: { kind: 'request', id: file.requestId, label: `request ${file.number}` },
    reason: parts.reason,
    before: { status: before.status, revision: before.revision, revisionDigest: before.revisionDigest },
    after: { status, revision, revisionDigest, ...parts.told },
  });
  const saved = { ...runChangeOf(subjectOf(file, checked), answer, receipt.entryId, at), title: checked.title, amount: checked.amount?.amount ?? null, currency: checked.amount?.currency ?? null };
  tx.requests.save(saved);
  tell(record, { receipt, requestId: file.requestId, requestStatus: status, ...toldOf(parts, answer.facts) });
  enqueueEffects(record, saved);
  return { id: file.requestId, number: file.number, status, revision, revisionDigest, receipt };
}
