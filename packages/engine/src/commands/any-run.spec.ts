/** What holds for every run: random workflows, random people, random commands, sensible and not. A failure prints its seed and the shortest script. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDefinition, decide, foldFacts, hasEnded, type Command, type Evaluation, type Fact, type RunState, type Step, type WorkflowDefinition, type World } from '../index.js';

const members = ['ann', 'bob', 'cyd', 'dan', 'eve'] as const;
const sources = ['big', 'odd'] as const;
/** Mutation testing tries hundreds of changes: there fewer runs, always the same ones, so that a change is caught by what it does and not by luck. */
const { randomRuns: runs = 5000, randomSeed } = globalThis as { readonly randomRuns?: number; readonly randomSeed?: number };

const when = fc.option(fc.constantFrom(...sources), { nil: undefined, freq: 3 });
const approvals = fc.array(fc.record({ when, quorum: fc.integer({ min: 1, max: 3 }), onReject: fc.constantFrom('return', 'end') }), { minLength: 1, maxLength: 4 });
const effects = fc.array(when, { maxLength: 2 });
const definitions: fc.Arbitrary<WorkflowDefinition> = fc.tuple(approvals, effects).map(([signed, wanted]) => ({
  formatVersion: 1,
  steps: [
    ...signed.map((step, index): Step => ({ id: `s${index}`, kind: 'approval', name: `s${index}`, approvers: { roleIds: ['r'], memberIds: [], unit: 'any' }, ...step })),
    ...wanted.map((condition, index): Step => ({ id: `e${index}`, kind: 'effect', name: `e${index}`, when: condition, effect: { kind: 'webhook', endpointId: 'x', event: 'a.b' } })),
  ],
}));

/** People and conditions as they are at one moment; they change between commands. Now and then somebody is named twice. */
const surroundings = fc.record({
  conditions: fc.record({ big: fc.constantFrom(true, true, false, 'fails'), odd: fc.constantFrom(true, false, false) }),
  candidates: fc.array(fc.constantFrom(...members), { maxLength: 7 }),
});
type Surroundings = typeof surroundings extends fc.Arbitrary<infer T> ? T : never;

const wish = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('decide' as const), nth: fc.nat(9), fromCandidates: fc.constantFrom(true, true, true, false), verdict: fc.constantFrom('approve', 'approve', 'approve', 'approve', 'reject', 'request_changes'), digest: fc.constantFrom('current', 'current', 'current', 'first', 'last', 'made up'), task: fc.constantFrom(0, 0, 0, 0, -1, 1), reason: fc.constantFrom('why', 'why', ' ', null) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('revise' as const), byRequester: fc.constantFrom(true, true, true, false), nth: fc.nat(9), changes: fc.constantFrom('material', 'immaterial', 'nothing', 'back') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), byRequester: fc.boolean(), nth: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('resolve_again' as const) }) },
);
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never;
const scripts = fc.record({ definition: definitions, requester: fc.constantFrom(...members), first: surroundings, script: fc.array(fc.tuple(wish, surroundings), { maxLength: 30 }) });

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))) : part));
}
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

/** What must be true, kept apart from the engine: from the commands that were accepted and the answers that the world gave. */
class Witness {
  state: RunState | null = null;
  readonly facts: Fact[] = [];
  private digests: { revision: string; material: string }[] = [];
  /** Since everything had to be signed anew: who signed which step, and what its condition said. */
  private signed = new Map<string, Set<string>>();
  private conditions = new Map<string, boolean>();
  private readonly signedTasks = new Map<number, Set<string>>();

  constructor(private readonly definition: WorkflowDefinition, private readonly requester: string) {}

  send(command: Command, around: Surroundings): void {
    const before = freeze(this.state);
    const text = canonical(before);
    const answers = new Map<string, boolean>();
    const answer = decide(freeze(this.definition), before, freeze(command), this.worldOf(around, answers));
    expect(canonical(decide(this.definition, before, command, this.worldOf(around, new Map())))).toBe(canonical(answer));
    expect(canonical(before)).toBe(text);
    if (before !== null && hasEnded(before.status)) expect(answer.ok ? [answer.facts, canonical(answer.state)] : [[], text]).toEqual([[], text]);
    if (!answer.ok) return;
    this.accept(command, before, answers);
    this.facts.push(...answer.facts);
    this.state = answer.state;
    expect(canonical(foldFacts(this.facts))).toBe(canonical(answer.state));
    for (const step of this.definition.steps) if (step.kind === 'approval' && answer.state.doneStepIds.includes(step.id)) expect(this.signed.get(step.id)?.size ?? 0).toBeGreaterThanOrEqual(step.quorum);
    if (answer.state.status === 'approved' && before?.status !== 'approved') this.checkApproval();
    this.checkEffects(answer.facts);
    if (!hasEnded(answer.state.status)) this.checkWayOut(answer.state, around);
  }

  commandOf(wanted: Wish): Command {
    const { state } = this;
    if (state === null) throw new Error('not started');
    const anyone = (nth: number) => members[nth % members.length] ?? 'ann';
    switch (wanted.kind) {
      case 'decide': {
        const candidates = wanted.fromCandidates ? (state.openTask?.candidateIds ?? members) : members;
        const digest = { current: this.digests.at(-1)?.revision, first: this.digests[0]?.revision, last: this.digests.at(-2)?.revision, 'made up': 'x' }[wanted.digest];
        return { kind: 'decide', memberId: candidates[wanted.nth % candidates.length] ?? 'ann', taskNumber: state.taskCount + wanted.task, verdict: wanted.verdict, revisionDigest: digest ?? 'x', reason: wanted.reason };
      }
      case 'revise': {
        const now = this.digests.at(-1);
        const next = { material: { revision: `d${this.facts.length}`, material: `m${this.facts.length}` }, immaterial: { revision: `d${this.facts.length}`, material: now?.material }, nothing: now, back: this.digests.at(-2) ?? now }[wanted.changes];
        return { kind: 'revise', memberId: wanted.byRequester ? this.requester : anyone(wanted.nth), revision: state.revision + 1, revisionDigest: next?.revision ?? '', materialDigest: next?.material ?? '' };
      }
      case 'withdraw':
        return { kind: 'withdraw', memberId: wanted.byRequester ? this.requester : anyone(wanted.nth) };
      case 'resolve_again':
        return { kind: 'resolve_again' };
    }
  }

  private worldOf({ conditions, candidates }: Surroundings, answers: Map<string, boolean>): World {
    const evaluate = (step: Step, source: string): Evaluation => {
      const result = conditions[source as keyof typeof conditions];
      if (typeof result === 'string') return { ok: false, message: result };
      answers.set(step.id, result);
      return { ok: true, result, inputs: { source } };
    };
    return { now: `t${this.facts.length}`, evaluate, resolve: () => ({ candidates: candidates.map((memberId) => ({ memberId, because: 'role' })), excluded: [] }) };
  }

  private accept(command: Command, before: RunState | null, answers: ReadonlyMap<string, boolean>): void {
    if (command.kind === 'start' || command.kind === 'revise') {
      const anew = before?.status !== 'open' || this.digests.at(-1)?.material !== command.materialDigest;
      if (anew) {
        this.signed = new Map();
        this.conditions = new Map();
      }
      this.digests.push({ revision: command.revisionDigest, material: command.materialDigest });
    }
    if (command.kind === 'revise' || command.kind === 'withdraw') expect(command.memberId).toBe(this.requester);
    if (command.kind === 'decide') this.acceptDecision(command, before);
    for (const [stepId, result] of answers) this.conditions.set(stepId, result);
  }

  private acceptDecision(command: Extract<Command, { kind: 'decide' }>, before: RunState | null): void {
    expect(command.memberId).not.toBe(this.requester);
    expect(command.revisionDigest).toBe(this.digests.at(-1)?.revision);
    const signers = this.signedTasks.get(command.taskNumber) ?? new Set();
    expect(signers).not.toContain(command.memberId);
    this.signedTasks.set(command.taskNumber, signers.add(command.memberId));
    const stepId = before?.openTask?.stepId ?? 'none';
    if (command.verdict === 'approve') this.signed.set(stepId, (this.signed.get(stepId) ?? new Set()).add(command.memberId));
    else expect(command.reason?.trim()).toBeTruthy();
  }

  private checkApproval(): void {
    let asked = 0;
    for (const step of this.definition.steps) {
      if (step.kind !== 'approval') continue;
      const applies = step.when === undefined ? true : this.conditions.get(step.id);
      expect([step.id, typeof applies]).toEqual([step.id, 'boolean']);
      if (applies === false) continue;
      asked += 1;
      expect(this.signed.get(step.id)?.size ?? 0).toBeGreaterThanOrEqual(step.quorum);
    }
    expect(asked).toBeGreaterThan(0);
  }

  private checkEffects(facts: readonly Fact[]): void {
    const approvedNow = facts.some((fact) => fact.kind === 'ended' && fact.outcome === 'approved');
    if (facts.some(({ kind }) => kind === 'effect_wanted')) expect(approvedNow).toBe(true);
    if (!approvedNow) return;
    const wanted = this.facts.flatMap((fact) => (fact.kind === 'effect_wanted' ? [fact.stepId] : []));
    const due = this.definition.steps.filter((step) => step.kind === 'effect' && (step.when === undefined || this.conditions.get(step.id) === true)).map(({ id }) => id);
    expect(wanted).toEqual(due);
  }

  /** No run is a trap: from every state that is not an end, the requester can end it. And an open task can be signed by as many as it needs. */
  private checkWayOut(state: RunState, around: Surroundings): void {
    const out = decide(this.definition, state, { kind: 'withdraw', memberId: this.requester }, this.worldOf(around, new Map()));
    expect(out.ok && out.state.status).toBe('withdrawn');
    if (state.openTask) expect(new Set(state.openTask.candidateIds).size).toBeGreaterThanOrEqual(state.openTask.quorum);
    expect(state.status === 'open').toBe(state.openTask !== null);
  }
}

describe('every run', () => {
  test(`keeps its promises, in ${runs} random ones`, () => {
    const endings = new Map<string, number>();
    fc.assert(
      fc.property(scripts, ({ definition, requester, first, script }) => {
        expect(checkDefinition(definition)).toEqual([]);
        const witness = new Witness(definition, requester);
        witness.send({ kind: 'start', requesterId: requester, revision: 1, revisionDigest: 'd0', materialDigest: 'm0' }, first);
        if (witness.state !== null) for (const [wanted, around] of script) witness.send(witness.commandOf(wanted), around);
        const ending = witness.state?.status ?? 'never started';
        endings.set(ending, (endings.get(ending) ?? 0) + 1);
      }),
      { numRuns: runs, ...(randomSeed !== undefined && { seed: randomSeed }) },
    );
    // A property that never sees an approval proves nothing about approvals.
    for (const ending of ['never started', 'open', 'returned', 'needs_approver', 'approved', 'rejected', 'withdrawn']) {
      expect([ending, (endings.get(ending) ?? 0) > runs / 200]).toEqual([ending, true]);
    }
  });
});
