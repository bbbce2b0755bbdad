import type { OutsideRecord } from '@countersign/database/outside-records';
import type { RequestFile } from '@countersign/database/requests';
import { exactMoneyText, moneyText } from '@countersign/contracts/platform';
import type { MemberRef, Verdict } from '@countersign/contracts/requests';
import type { ConsequencesView, RecordView } from '@countersign/contracts/tasks';
import { hasEnded, signersOf, type Answer, type WorkflowDefinition } from '@countersign/engine';
import { canonicalJson, digestOf } from '../platform/digest.js';
import { contentOf, definitionOf, factsOf, recordOfTask, sendsOf, stepNameOf, subjectOf, undoingOf, wantedEffects } from '../requests/index.js';
import { ifFailsText } from '../workflows/index.js';

/** Who is told, whatever is decided: whoever it is, they said so themselves. */
const told: ConsequencesView['told'] = [{ who: 'Whoever watches this request', how: 'a notification in Countersign' }];

type Accepted = Extract<Answer, { ok: true }>;

/** Who signs, and in whose place where that is not their own. */
export interface Signer {
  readonly name: string;
  readonly onBehalfOf?: MemberRef | null;
}

/** What an answer of the engine would cause, as it is shown before deciding and checked again when it is recorded. */
export function consequencesOf(file: RequestFile, signer: Signer, verdict: Verdict, answer: Accepted): ConsequencesView {
  const next = nextOf(file, answer);
  const effects = wantedEffects(subjectOf(file, contentOf(file)), answer).map((effect) => {
    const { stepId, stepName, kind, event, words, target, payloadDigest } = effect;
    const { isByMachine, text } = undoingOf(file, effect);
    const sends = sendsOf(effect);
    return { stepId, label: `${stepName}: ${words}`, kind, event, target: target.url, ...(target.bindingDigest !== null && { bindingDigest: target.bindingDigest }), payloadDigest, reversible: isByMachine, ifReversed: text, ...(sends !== undefined && { sends }), ...ifFailsOf(definitionOf(file), stepId) };
  });
  const record = recordOfTask(file.records, taskIdOf(file));
  const signed = verdict === 'approve' ? record : null;
  const { revision, revisionDigest } = file.revision;
  const { id, version, definitionDigest } = file.workflow;
  // Labels are wording: what is bound is what will happen, by which version of the workflow.
  const bound = { v: '1', request: file.requestId, task: taskIdOf(file), verdict, ...(signer.onBehalfOf && { onBehalfOf: signer.onBehalfOf.memberId }), revisionDigest, workflow: { id, version, definitionDigest }, next, effects: effects.map(({ label: _, ifFails: _words, ifReversed: _how, sends: _shown, ...effect }) => effect), ...(signed && { record: { path: signed.path, fingerprint: signed.fingerprint } }), told };
  return {
    taskId: taskIdOf(file),
    verdict,
    revision,
    revisionDigest,
    consequencesDigest: digestOf(bound),
    statement: statementOf(file, signer, verdict),
    label: labelOf(file, verdict),
    reasonRequired: verdict !== 'approve',
    next,
    effects,
    ...(record && { record: recordViewOf(record) }),
    told: [...told],
  };
}

/** Words only: that it is so is part of the version, which is bound. */
function ifFailsOf(definition: WorkflowDefinition, stepId: string): { readonly ifFails?: string } {
  const ifFails = ifFailsText(definition, stepId);
  return ifFails === null ? {} : { ifFails };
}

const recordViewOf = ({ connectionName, path, state, fields, content, readAt, problem }: OutsideRecord): RecordView => ({
  connection: connectionName, path, state, readAt: readAt === null ? null : new Date(readAt).toISOString(), problem,
  fields: fields.map((pointer) => ({ pointer, value: content === null ? '' : shortened(canonicalJson(content[pointer] ?? null)) })),
});

const shownMax = 300;
const shortened = (text: string) => (text.length > shownMax ? `${text.slice(0, shownMax).toWellFormed()}…` : text);

function taskIdOf(file: RequestFile): string {
  if (!file.task) throw new Error('consequences are about a task');
  return file.task.id;
}

/** Where the run goes: what becomes of this step first, then of those beside it. */
function nextOf(file: RequestFile, answer: Accepted): ConsequencesView['next'] {
  const definition = definitionOf(file);
  const { status, openTasks, stoppedStepIds, waits } = answer.state;
  const opens = factsOf(answer, 'task_opened').map(({ stepId }) => ({ stepId, stepName: stepNameOf(definition, stepId) }));
  const at = (outcome: ConsequencesView['next']['outcome'], stepId: string | null) => ({ outcome, stepId, stepName: stepId === null ? null : stepNameOf(definition, stepId), opens });
  if (hasEnded(status)) return at(status === 'approved' ? 'approved' : 'rejected', null);
  if (status === 'returned') return at('returned', null);
  const own = openTasks.find(({ number }) => number === file.task?.number);
  if (own) return at('waits', own.stepId);
  const opened = opens.find(({ stepId }) => openTasks.some((task) => task.stepId === stepId));
  if (opened) return at('opens_step', opened.stepId);
  if (status === 'needs_approver') return at('needs_approver', stoppedStepIds[0] ?? null);
  return at('waits', openTasks[0]?.stepId ?? waits[0]?.stepId ?? null);
}

const verbs: Record<Verdict, string> = { approve: 'approve', reject: 'reject', request_changes: 'request changes to' };
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];

function statementOf(file: RequestFile, signer: Signer, verdict: Verdict): string {
  const { amount, title } = contentOf(file);
  const stepName = stepNameOf(definitionOf(file), file.task?.stepId ?? '');
  const { state } = file.run;
  const task = state.openTasks.find(({ number }) => number === file.task?.number);
  const money = amount ? ` for ${exactMoneyText(amount)}` : '';
  const signed = task ? signersOf(state, task.stepId).length : 0;
  // What is refused by one needs no second: only approvals are counted.
  const order = verdict === 'approve' && task && task.quorum > 1 ? `, ${ordinals[signed] ?? `number ${signed + 1}`} of ${task.quorum} signatures` : '';
  const place = signer.onBehalfOf ? `, for ${signer.onBehalfOf.name}` : '';
  return `I, ${signer.name}${place}, ${verbs[verdict]} version ${file.revision.revision} of request ${file.number}, “${title}”${money}, as ${stepName}${order}.`;
}

function labelOf(file: RequestFile, verdict: Verdict): string {
  const { amount } = contentOf(file);
  if (verdict === 'approve') return amount ? `Approve ${moneyText(amount)}` : `Approve request ${file.number}`;
  return verdict === 'reject' ? 'Reject' : 'Request changes';
}
