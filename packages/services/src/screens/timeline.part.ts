import type { RequestFile, RequestHistory } from '@countersign/database/requests';
import type { TimelineRow } from '@countersign/contracts/screens';
import { hasEnded, type Fact, type FactBody } from '@countersign/engine';
import { digestOf } from '../platform/index.js';
import { stepNameOf } from '../requests/index.js';

interface Context {
  readonly file: RequestFile;
  readonly history: RequestHistory;
  readonly nameOf: (memberId: string) => string;
}
type FactOf<K extends FactBody['kind']> = Extract<Fact, { kind: K }>;
type Line = Omit<TimelineRow, 'at'>;

/** The ledger of a request: its facts in order, in words, and what became of its effects. */
export function timelineOf(file: RequestFile, history: RequestHistory): TimelineRow[] {
  const context = { file, history, nameOf: namesOf(file, history) };
  const facts = history.facts.flatMap(({ at, fact }) => {
    const line = lineOf(fact as Fact, context);
    return line ? [{ at: new Date(at).toISOString(), ...line }] : [];
  });
  return [...facts, ...effectLines(history), ...noteLines(history)].sort((one, other) => one.at.localeCompare(other.at));
}

function namesOf(file: RequestFile, history: RequestHistory): (memberId: string) => string {
  const names = new Map<string, string>([[file.requester.memberId, file.requester.name]]);
  for (const person of file.people) names.set(person.memberId, person.name);
  for (const task of history.tasks) for (const person of task.people) names.set(person.memberId, person.name);
  for (const decision of history.decisions) names.set(decision.memberId, decision.memberName);
  return (memberId) => names.get(memberId) ?? 'a former member';
}

function lineOf(fact: Fact, context: Context): Line | null {
  const step = (stepId: string) => stepNameOf(context.file.workflow.definition, stepId);
  switch (fact.kind) {
    case 'run_started':
      return line('submitted', context.nameOf(fact.requesterId), 'submitted version 1');
    case 'revised':
      return line('revised', context.nameOf(context.file.requester.memberId), `submitted version ${fact.revision}`, whatBecameOfSignatures(fact, context.history));
    case 'decided':
      return decidedLine(fact, context, step(fact.stepId));
    case 'task_opened':
      return line('opened', null, `${step(fact.stepId)} was asked`, fact.candidates.map((named) => context.nameOf(named.memberId)).slice(0, 5).join(', '));
    case 'approver_missing':
      return line('needs_approver', null, `${step(fact.stepId)} needs an approver`, 'Nobody can sign this step. It waits until somebody can; it never passes by itself.');
    case 'step_skipped':
      return line('skipped', null, `${step(fact.stepId)} did not apply`);
    case 'task_closed':
      return fact.outcome === 'superseded' ? line('voided', null, `${step(fact.stepId)} begins anew`) : null;
    case 'ended':
      return fact.outcome === 'withdrawn' ? line('withdrawn', context.nameOf(context.file.requester.memberId), 'withdrew the request') : line('ended', null, fact.outcome === 'approved' ? 'Everything is signed' : 'The request was rejected');
    case 'condition_evaluated':
    case 'returned':
    case 'effect_wanted':
      return null;
  }
}

/** What a new version means for the signatures given to the one before; nothing is said where there were none. */
function whatBecameOfSignatures(revised: FactOf<'revised'>, { facts }: Pick<RequestHistory, 'facts'>): string | null {
  const before = facts.map(({ fact }) => fact as Fact).slice(0, facts.findIndex(({ fact }) => isRevision(fact as Fact, revised.revision)));
  const begun = before.findLastIndex((fact) => fact.kind === 'revised' && fact.material);
  const signed = before.slice(begun + 1).some((fact) => fact.kind === 'decided' && fact.verdict === 'approve');
  if (!signed) return null;
  return revised.material ? 'What was signed before counts no more.' : 'Signatures stand: nothing material changed.';
}

const isRevision = (fact: Fact, revision: number) => fact.kind === 'revised' && fact.revision === revision;

const verbs = { approve: 'approved', reject: 'rejected', request_changes: 'asked for changes to' } as const;
const kinds = { approve: 'approved', reject: 'rejected', request_changes: 'changes_requested' } as const;

function decidedLine(fact: FactOf<'decided'>, { history, nameOf }: Context, stepName: string): Line {
  const decision = history.decisions.find((candidate) => candidate.memberId === fact.memberId && candidate.stepId === fact.stepId && candidate.revision === fact.revision && candidate.verdict === fact.verdict);
  // The mark is drawn from what binds the decision: its id, the revision and the consequences.
  const mark = decision ? digestOf([decision.id, decision.revisionDigest, decision.consequencesDigest]) : null;
  return { ...line(kinds[fact.verdict], nameOf(fact.memberId), `${verbs[fact.verdict]} version ${fact.revision} as ${stepName}`, fact.reason), mark };
}

function effectLines(history: RequestHistory): TimelineRow[] {
  return history.effects.map((effect) => {
    const at = new Date(effect.endedAt ?? effect.wantedAt).toISOString();
    const attempts = effect.attempts > 1 ? ` after ${effect.attempts} attempts` : '';
    if (effect.state === 'succeeded') return { at, ...line('effect', null, `${effect.stepName}: delivered to ${effect.target}${attempts}`) };
    if (effect.state === 'failed' || effect.state === 'parked') return { at, ...line('effect', null, `${effect.stepName}: not delivered`, effect.lastProblem) };
    return { at, ...line('effect', null, `${effect.stepName}: on its way to ${effect.target}`, effect.lastProblem) };
  });
}

const noteLines = (history: RequestHistory): TimelineRow[] =>
  history.notes.map(({ authorName, text, writtenAt }) => ({ at: new Date(writtenAt).toISOString(), ...line('noted', authorName, 'noted', text) }));

const line = (kind: TimelineRow['kind'], who: string | null, what: string, note: string | null = null): Line => ({ kind, who, what, note, mark: null });

/** The request's state in one sentence. */
export function stateLineOf(file: RequestFile, history: RequestHistory): string {
  const { status, currentStepId } = file.run.state;
  const stepName = currentStepId === null ? '' : stepNameOf(file.workflow.definition, currentStepId);
  if (status === 'open') return `Waiting on ${stepName}: ${peopleText(waitingNames(history))}`;
  if (status === 'returned') return `Returned to ${file.requester.name} by ${stepName}`;
  if (status === 'needs_approver') return `Stopped: ${stepName} needs an approver`;
  if (!hasEnded(status)) return status;
  return { approved: 'Approved', rejected: 'Rejected', withdrawn: 'Withdrawn' }[status];
}

/** Who an open task still waits for. */
export function waitingNames(history: RequestHistory): string[] {
  const open = history.tasks.find((task) => task.status === 'open');
  const signed = new Set(history.decisions.filter((decision) => decision.taskId === open?.id).map((decision) => decision.memberId));
  return open?.people.filter((person) => person.included && !signed.has(person.memberId)).map((person) => person.name) ?? [];
}

export const peopleText = (names: readonly string[]) => (names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`);
