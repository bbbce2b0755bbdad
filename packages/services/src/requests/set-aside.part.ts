import type { RequestHistory } from '@countersign/database/requests';
import type { Fact, WorkflowDefinition } from '@countersign/engine';
import { stepNamesAt } from './step-names.part.js';

export interface SetAside {
  /** What happened, in words that go on a sentence. */
  readonly because: string;
  /** Whether its step was asked again in the same act. */
  readonly isAskedAgain: boolean;
}

type Known = Pick<RequestHistory, 'facts' | 'tasks' | 'decisions'>;
type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>;

/** What became of a task that was set aside: "asked no more: Controller sent the request back to Budget owner". */
export const setAsideText = ({ because, isAskedAgain }: SetAside): string => `${isAskedAgain ? 'asked anew' : 'asked no more'}: ${because}`;

/** Of every task that was set aside, by its number, what set it aside: told from what else became true in the same act. */
export function setAsides(definition: WorkflowDefinition, history: Known): ReadonlyMap<number, SetAside> {
  const nameAt = stepNamesAt(definition, history);
  const acts = Map.groupBy(history.facts, ({ at }) => String(at));
  const found = new Map<number, SetAside>();
  for (const rows of acts.values()) {
    const act = rows.map(({ fact }) => fact as Fact);
    for (const fact of act) {
      if (fact.kind !== 'task_closed' || fact.outcome !== 'superseded') continue;
      const isAskedAgain = act.some((other) => other.kind === 'task_opened' && other.stepId === fact.stepId && other.number > fact.number);
      found.set(fact.number, { because: becauseOf(act, isAskedAgain, history, (stepId) => nameAt(fact, stepId)), isAskedAgain });
    }
  }
  return found;
}

function becauseOf(act: readonly Fact[], isAskedAgain: boolean, history: Known, stepName: (stepId: string) => string): string {
  const find = <K extends Fact['kind']>(kind: K) => act.find((fact): fact is FactOf<K> => fact.kind === kind);
  const [migrated, revised, revoked, back, returned] = [find('migrated'), find('revised'), find('decision_revoked'), find('went_back'), find('returned')];
  if (migrated) return `the request moved to version ${migrated.toVersion} of the workflow`;
  if (revised) return `version ${revised.revision} was submitted`;
  if (revoked) return `${nameOf(history, revoked.memberId)} took back the decision as ${stepName(revoked.stepId)}`;
  if (back) return `${stepName(back.stepId)} sent the request back to ${stepName(back.toStepId)}`;
  if (returned) return `${stepName(returned.stepId)} returned the request to its requester`;
  if (find('reversed')) return 'what was approved was undone';
  const ended = find('ended');
  if (ended) return ended.outcome === 'approved' ? 'the request was approved without it' : `the request was ${ended.outcome}`;
  if (isAskedAgain) return 'those who were asked cannot complete it any more';
  return find('step_done') ? 'enough of the other branches are done' : 'the way of the request does not lead there any more';
}

const nameOf = ({ decisions }: Known, memberId: string): string => decisions.find((decision) => decision.memberId === memberId)?.memberName ?? 'a former member';
