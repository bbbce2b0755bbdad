import type { RequestFile } from '@countersign/database/requests';
import { exactMoneyText, moneyText } from '@countersign/contracts/platform';
import type { Verdict } from '@countersign/contracts/requests';
import type { ConsequencesView } from '@countersign/contracts/tasks';
import type { Answer } from '@countersign/engine';
import { digestOf } from '../platform/digest.js';
import { contentOf, factsOf, stepNameOf, subjectOf, wantedEffects } from '../requests/index.js';

type Accepted = Extract<Answer, { ok: true }>;

/** What an answer of the engine would cause, as it is shown before deciding and checked again when it is recorded. */
export function consequencesOf(file: RequestFile, signer: { readonly name: string }, verdict: Verdict, answer: Accepted): ConsequencesView {
  const next = nextOf(file, answer);
  const effects = wantedEffects(subjectOf(file, contentOf(file)), answer).map(({ stepId, stepName, endpoint, event, payloadDigest }) => {
    const label = `${stepName}: a signed webhook "${event}" to ${endpoint.name}`;
    return { stepId, label, kind: 'webhook' as const, event, target: endpoint.url, payloadDigest, reversible: false };
  });
  const { revision, revisionDigest } = file.revision;
  const { id, version, definitionDigest } = file.workflow;
  // Labels are wording: what is bound is what will happen, by which version of the workflow.
  const bound = { v: '1', request: file.requestId, task: taskIdOf(file), verdict, revisionDigest, workflow: { id, version, definitionDigest }, next, effects: effects.map(({ label: _, ...effect }) => effect), told: [] };
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
    told: [],
  };
}

function taskIdOf(file: RequestFile): string {
  if (!file.task) throw new Error('consequences are about a task');
  return file.task.id;
}

function nextOf(file: RequestFile, answer: Accepted): ConsequencesView['next'] {
  const { definition } = file.workflow;
  const { state } = answer;
  const at = (outcome: ConsequencesView['next']['outcome'], stepId: string | null) => ({ outcome, stepId, stepName: stepId === null ? null : stepNameOf(definition, stepId) });
  const opened = factsOf(answer, 'task_opened').at(-1);
  if (opened) return at('opens_step', opened.stepId);
  if (state.status === 'needs_approver') return at('needs_approver', state.currentStepId);
  if (state.status === 'returned') return at('returned', null);
  if (state.status === 'approved' || state.status === 'rejected') return at(state.status, null);
  return at('waits', state.currentStepId);
}

const verbs: Record<Verdict, string> = { approve: 'approve', reject: 'reject', request_changes: 'request changes to' };
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'];

function statementOf(file: RequestFile, signer: { readonly name: string }, verdict: Verdict): string {
  const { amount, title } = contentOf(file);
  const stepName = stepNameOf(file.workflow.definition, file.task?.stepId ?? '');
  const { openTask } = file.run.state;
  const money = amount ? ` for ${exactMoneyText(amount)}` : '';
  const signed = openTask?.approvedBy.length ?? 0;
  const order = openTask && openTask.quorum > 1 ? `, ${ordinals[signed] ?? `number ${signed + 1}`} of ${openTask.quorum} signatures` : '';
  return `I, ${signer.name}, ${verbs[verdict]} version ${file.revision.revision} of request ${file.number}, “${title}”${money}, as ${stepName}${order}.`;
}

function labelOf(file: RequestFile, verdict: Verdict): string {
  const { amount } = contentOf(file);
  if (verdict === 'approve') return amount ? `Approve ${moneyText(amount)}` : `Approve request ${file.number}`;
  return verdict === 'reject' ? 'Reject' : 'Request changes';
}
