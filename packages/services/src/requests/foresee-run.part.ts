import { approvalsOf, decide, signersOf, type Answer, type Fact, type RefusalOfCommand, type RunState, type WorkflowDefinition, type World } from '@countersign/engine';

/** What would become true of a run if everybody who is asked approved, and why it would go no further, where something keeps it. */
export interface Foreseen {
  readonly facts: readonly Fact[];
  readonly refusal: RefusalOfCommand | null;
}

/** More signatures and waits than that are not foreseen. */
const commandsMax = 200;
/** Stands for digests of content that nobody has submitted: no fact of a foreseen run is kept. */
const digest = '0'.repeat(64);

/** Runs the engine itself ahead: what is foreseen is what would happen, by the same rules. */
export function foreseeRun(definition: WorkflowDefinition, requesterId: string, world: World): Foreseen {
  const facts: Fact[] = [];
  const named = timesNamed(definition, world);
  let answer: Answer | null = decide(definition, null, { kind: 'start', requesterId, revision: 1, revisionDigest: digest, materialDigest: digest }, world);
  for (let commands = 0; commands <= commandsMax && answer !== null; commands += 1) {
    if (!answer.ok) return { facts, refusal: answer.refusal };
    facts.push(...answer.facts);
    answer = goOn(definition, answer.state, world, named);
  }
  return { facts, refusal: null };
}

/** The next signature, or the end of a wait; null where nothing is left to do. */
function goOn(definition: WorkflowDefinition, state: RunState, world: World, named: ReadonlyMap<string, number>): Answer | null {
  for (const { number, stepId, candidateIds } of state.openTasks) {
    const signed = signersOf(state, stepId);
    const able = candidateIds.filter((candidate) => !signed.includes(candidate)).sort((one, other) => (named.get(one) ?? 0) - (named.get(other) ?? 0));
    for (const memberId of able) {
      const answer = decide(definition, state, { kind: 'decide', memberId, taskNumber: number, verdict: 'approve', revisionDigest: digest, reason: null }, world);
      if (answer.ok || answer.refusal.code === 'condition_failed') return answer;
    }
  }
  const [wait] = state.waits;
  return wait ? decide(definition, state, { kind: 'end_wait', stepId: wait.stepId }, world) : null;
}

/** By how many steps each member is named. Who is named by few signs first: where two steps must be signed by two people, it is foreseen that they find each other. */
function timesNamed(definition: WorkflowDefinition, world: World): Map<string, number> {
  const times = new Map<string, number>();
  for (const step of approvalsOf(definition.steps)) for (const { memberId } of world.resolve(step, step.approvers.anyOf).candidates) times.set(memberId, (times.get(memberId) ?? 0) + 1);
  return times;
}
