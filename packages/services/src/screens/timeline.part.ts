import type { RequestFile, RequestHistory } from '@countersign/database/requests';
import type { MemberRef } from '@countersign/contracts/requests';
import type { TimelineRow } from '@countersign/contracts/screens';
import { isUndoing, type Fact, type FactBody } from '@countersign/engine';
import { digestOf } from '../platform/index.js';
import { definitionOf, setAsides, stepNameOf, stepNamesAt, type SetAside } from '../requests/index.js';
import { effectLine } from './told-effect.part.js';
import { compensationLine, undoingLine, undoneText } from './undoing-words.part.js';

interface Context {
  readonly file: RequestFile;
  readonly history: RequestHistory;
  readonly nameOf: (memberId: string) => string;
  /** What a step was called when a fact became true. */
  readonly nameAt: (fact: Fact, stepId: string) => string;
  readonly asides: ReadonlyMap<number, SetAside>;
  readonly namesOf: (people: readonly { readonly memberId: string }[]) => string;
}
type FactOf<K extends FactBody['kind']> = Extract<Fact, { kind: K }>;
type Line = Omit<TimelineRow, 'at'>;

/** The ledger of a request: its facts in order, in words, what became of its effects, and between them its notes. */
export function timelineOf(file: RequestFile, history: RequestHistory, notes: readonly TimelineRow[], others: readonly MemberRef[]): TimelineRow[] {
  const known = namesOf(file, history);
  const nameOf = (memberId: string) => others.find((other) => other.memberId === memberId)?.name ?? known(memberId);
  const asides = setAsides(definitionOf(file), history);
  const context = { file, history, nameOf, nameAt: stepNamesAt(definitionOf(file), history), asides, namesOf: (people: readonly { readonly memberId: string }[]) => people.map(({ memberId }) => nameOf(memberId)).slice(0, 5).join(', ') };
  const facts = history.facts.flatMap(({ at, fact }) => {
    const line = lineOf(fact as Fact, context);
    return line ? [{ at: new Date(at).toISOString(), ...line }] : [];
  });
  return [...facts, ...effectLines(history), ...notes].sort((one, other) => one.at.localeCompare(other.at));
}

/** Names by member, of everybody whom this request's history names. */
export function namesOf(file: RequestFile, history: RequestHistory): (memberId: string) => string {
  const names = new Map<string, string>([[file.requester.memberId, file.requester.name]]);
  for (const person of file.people) names.set(person.memberId, person.name);
  for (const task of history.tasks) for (const person of task.people) names.set(person.memberId, person.name);
  for (const decision of history.decisions) names.set(decision.memberId, decision.memberName);
  return (memberId) => names.get(memberId) ?? 'a former member';
}

function lineOf(fact: Fact, context: Context): Line | null {
  const step = (stepId: string) => context.nameAt(fact, stepId);
  if (isUndoing(fact)) return undoingLine(fact, context.nameOf, 'stepId' in fact ? step(fact.stepId) : '');
  switch (fact.kind) {
    case 'run_started':
      return line('submitted', context.nameOf(fact.requesterId), 'submitted version 1');
    case 'revised':
      return line('revised', context.nameOf(context.file.requester.memberId), `submitted version ${fact.revision}`, whatBecameOfSignatures(fact, context.history, step));
    case 'decided':
      return decidedLine(fact, context, step(fact.stepId));
    case 'task_opened':
      return line('opened', null, `${step(fact.stepId)} was asked`, context.namesOf(fact.candidates));
    case 'approver_missing':
      return line('needs_approver', null, `${step(fact.stepId)} needs an approver`, 'Nobody can sign this step. It waits until somebody can; it never passes by itself.');
    case 'step_skipped':
      return line('skipped', null, `${step(fact.stepId)} did not apply`);
    case 'task_closed':
      return fact.outcome === 'superseded' ? asideLine(context.asides.get(fact.number), step(fact.stepId)) : null;
    case 'ended':
      return endedLine(fact, context);
    case 'wait_started':
    case 'wait_over':
      return fact.kind === 'wait_over' ? line('waits', null, `${step(fact.stepId)} is over`) : line('waits', null, `${step(fact.stepId)} waits`, fact.until === null ? 'Until another system says so.' : `Until ${instantText(fact.until)}.`);
    case 'went_back':
      return line('voided', null, `${step(fact.stepId)} sent it back to ${step(fact.toStepId)}`, 'What was signed from there on counts no more.');
    case 'decision_revoked':
      return line('revoked', context.nameOf(fact.memberId), `took back the decision as ${step(fact.stepId)}`, fact.reason);
    case 'candidates_changed':
    case 'signer_added':
    case 'signer_removed':
      return fact.kind === 'candidates_changed' ? askedLine(fact, context, step(fact.stepId)) : addedLine(fact, context, step(fact.stepId));
    case 'task_expired':
      return line('expired', null, `Nobody decided ${step(fact.stepId)} in time`);
    case 'signature_served':
      return line('approved', context.nameOf(fact.memberId), `is signed for ${step(fact.stepId)} too`, `By the signature of ${step(fact.fromStepId)}.`);
    case 'migrated':
      return line('migrated', context.nameOf(fact.byMemberId), `moved it from version ${fact.fromVersion} to version ${fact.toVersion} of the workflow`, migratedNote(fact, context.nameOf, step));
    case 'reversed':
      return line('reversed', context.nameOf(fact.byMemberId), 'undid what was approved', fact.reason);
    case 'condition_evaluated':
    case 'branch_taken':
    case 'step_done':
    case 'step_left':
    case 'returned':
    case 'effect_wanted':
      return null;
  }
}

function asideLine(aside: SetAside | undefined, stepName: string): Line {
  const because = aside?.because ?? '';
  return line('voided', null, `${stepName} ${aside?.isAskedAgain === true ? 'begins anew' : 'is asked no more'}`, `${because.charAt(0).toUpperCase()}${because.slice(1)}.`);
}

function migratedNote({ reason, voided }: FactOf<'migrated'>, nameOf: Context['nameOf'], step: (stepId: string) => string): string {
  return voided.length === 0 ? reason : `${reason} What ${peopleText(voided.map(({ memberId, stepId }) => `${nameOf(memberId)} signed as ${step(stepId)}`))} counts no more.`;
}

/** Who was asked, besides or instead of whom. */
function askedLine(fact: FactOf<'candidates_changed'>, { history: { facts }, nameOf, namesOf }: Context, stepName: string): Line {
  const earlier = facts.slice(0, facts.findIndex((row) => row.fact === fact)).map((row) => row.fact as Fact);
  const before = earlier.findLast((known) => (known.kind === 'task_opened' || known.kind === 'candidates_changed') && known.number === fact.number);
  const known = before?.kind === 'task_opened' || before?.kind === 'candidates_changed' ? before.candidates : [];
  const isIn = (people: readonly { readonly memberId: string }[], memberId: string) => people.some((other) => other.memberId === memberId);
  const come = namesOf(fact.candidates.filter(({ memberId }) => !isIn(known, memberId)));
  const gone = namesOf(known.filter(({ memberId }) => !isIn(fact.candidates, memberId)));
  const how = gone === '' ? 'too' : `instead of ${gone}`;
  if (fact.byMemberId === null) return line('opened', null, `${stepName} was asked of ${come} ${how}`, fact.reason);
  return line('opened', nameOf(fact.byMemberId), `asked ${come} to decide ${stepName} ${how}`, fact.reason);
}

function addedLine({ kind, memberId, byMemberId, reason }: FactOf<'signer_added' | 'signer_removed'>, { nameOf }: Context, stepName: string): Line {
  return line('opened', nameOf(byMemberId), kind === 'signer_added' ? `added ${nameOf(memberId)}, who must sign ${stepName} too` : `took back that ${nameOf(memberId)} must sign ${stepName}`, reason);
}

const instantText = (instant: string) => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

function endedLine({ outcome, reason }: FactOf<'ended'>, { file, nameOf }: Context): Line {
  switch (outcome) {
    case 'withdrawn':
      return line('withdrawn', nameOf(file.requester.memberId), 'withdrew the request');
    case 'approved':
      return line('ended', null, 'Everything is signed');
    case 'rejected':
      return line('ended', null, 'The request was rejected');
    case 'cancelled':
      return line('withdrawn', null, 'The request was cancelled', reason ?? null);
    case 'reversed':
      return line('reversed', null, 'The request stands as reversed');
  }
}

/** What a new version means for the signatures given to the one before; nothing is said where there were none. */
function whatBecameOfSignatures(revised: FactOf<'revised'>, { facts }: Pick<RequestHistory, 'facts'>, step: (stepId: string) => string): string | null {
  const before = facts.map(({ fact }) => fact as Fact).slice(0, facts.findIndex(({ fact }) => isRevision(fact as Fact, revised.revision)));
  const begun = before.findLastIndex((fact) => fact.kind === 'revised' && fact.material);
  const signed = before.slice(begun + 1).some((fact) => fact.kind === 'decided' && fact.verdict === 'approve');
  if (!signed) return null;
  if (revised.voided === undefined || revised.voided.length === 0) return revised.material ? 'What was signed before counts no more.' : 'Signatures stand: nothing material changed.';
  return `${peopleText(revised.voided.map(({ stepId }) => step(stepId)))} must be signed again${fieldsText(revised.voided.flatMap(({ fields }) => fields))}.`;
}

const fieldsText = (fields: readonly string[]) => (fields.length === 0 ? '' : `: ${peopleText([...new Set(fields)])} changed`);

const isRevision = (fact: Fact, revision: number) => fact.kind === 'revised' && fact.revision === revision;

const verbs = { approve: 'approved', reject: 'rejected', request_changes: 'asked for changes to' } as const;
const kinds = { approve: 'approved', reject: 'rejected', request_changes: 'changes_requested' } as const;

function decidedLine(fact: FactOf<'decided'>, { history, nameOf }: Context, stepName: string): Line {
  const decision = history.decisions.find((candidate) => candidate.memberId === fact.memberId && candidate.stepId === fact.stepId && candidate.revision === fact.revision && candidate.verdict === fact.verdict);
  // The mark is drawn from what binds the decision: its id, the revision and the consequences.
  const mark = decision ? digestOf([decision.id, decision.revisionDigest, decision.consequencesDigest]) : null;
  return { ...line(kinds[fact.verdict], `${nameOf(fact.memberId)}${fact.onBehalfOf === undefined ? '' : ` for ${nameOf(fact.onBehalfOf)}`}`, `${verbs[fact.verdict]} version ${fact.revision} as ${stepName}`, fact.reason), mark };
}

/** What was done stays in its place; what undoes it has a line of its own. */
function effectLines({ effects }: RequestHistory): TimelineRow[] {
  return effects.map((effect) => {
    const { what, note } = effectLine(effect);
    return { at: new Date(effect.endedAt ?? effect.wantedAt).toISOString(), ...line('effect', null, `${effect.stepName}: ${what}`, note) };
  });
}

const line = (kind: TimelineRow['kind'], who: string | null, what: string, note: string | null = null): Line => ({ kind, who, what, note, mark: null, written: null });

/** The request's state in one sentence. */
export function stateLineOf(file: RequestFile, history: RequestHistory): string {
  const { status, stoppedStepIds, refusedBy, compensation } = file.run.state;
  const step = (stepId: string) => stepNameOf(definitionOf(file), stepId);
  if (compensation !== undefined) return compensationLine(compensation, history, step(compensation.stepId));
  if (status === 'open') return openLine(file, history);
  if (status === 'returned') return `Returned to ${file.requester.name}${refusedBy ? ` by ${step(refusedBy.stepId)}` : ''}`;
  if (status === 'needs_approver') return `Stopped: ${stoppedStepIds.map(step).join(' and ')} needs an approver`;
  const asked = history.effects.filter(({ state }) => state === 'asked');
  if (status === 'approved' && asked.length > 0) return `Approved. ${asked.map(({ stepName, target }) => `${stepName}: waits for ${target}`).join('; ')}`;
  const ended = { approved: 'Approved', rejected: 'Rejected', withdrawn: 'Withdrawn', cancelled: 'Cancelled', reversed: 'Reversed' }[status];
  const undone = undoneText(history);
  return undone === null ? ended : `${ended}: ${undone}`;
}

function openLine({ run: { state }, ...file }: RequestFile, history: RequestHistory): string {
  const asked = history.tasks.filter(({ status }) => status === 'open').map((task) => `${task.stepName}: ${peopleText(waitingPeople(history, task.stepId).map(({ name }) => name))}`);
  const waits = state.waits.map(({ stepId, until }) => `${stepNameOf(definitionOf(file), stepId)}, until ${until === null ? 'another system says so' : instantText(until)}`);
  return `Waiting on ${[...asked, ...waits].join(' and ')}`;
}

/** Who a step's open task still waits for. */
export function waitingPeople(history: RequestHistory, stepId: string): { readonly memberId: string; readonly name: string }[] {
  const open = history.tasks.find((task) => task.status === 'open' && task.stepId === stepId);
  return open?.people.filter(({ waiting }) => waiting) ?? [];
}

export const peopleText = (names: readonly string[]) => (names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`);
