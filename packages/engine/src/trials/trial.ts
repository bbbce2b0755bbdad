import type { Answer, Command, World } from '../commands/command.js';
import { decide } from '../commands/decide.js';
import type { ApprovalStep, ConditionStep, EffectStep, EndStep, ParallelStep, Source, Step, WaitStep, WorkflowDefinition } from '../definition/definition.js';
import type { Fact, Named } from '../facts/facts.js';
import { foldFacts } from '../state/apply-fact.js';
import type { OpenTask, RunState } from '../state/run-state.js';

/** Steps as a test states them: what it says nothing about is the plainest that there is. */
export const approval = (id: string, more: Partial<ApprovalStep> = {}): ApprovalStep => ({
  id, kind: 'approval', name: id, approvers: { anyOf: [{ kind: 'role', roleId: 'r' }] }, quorum: 1, onReject: 'return', ...more,
});
export const effect = (id: string, more: Partial<EffectStep> = {}): EffectStep => ({
  id, kind: 'effect', name: id, effect: { kind: 'webhook', endpointId: 'e', event: `${id}.requested` }, onReverse: { kind: 'webhook', endpointId: 'e', event: `${id}.undone` }, ...more,
});
export const condition = (id: string, branches: Readonly<Record<string, readonly Step[]>>, otherwise: readonly Step[] = []): ConditionStep => ({
  id, kind: 'condition', name: id, branches: Object.entries(branches).map(([when, steps]) => ({ id: when, when, steps })), otherwise,
});
export const parallel = (id: string, join: number | 'all', ...branches: (readonly Step[])[]): ParallelStep => ({
  id, kind: 'parallel', name: id, join, branches: branches.map((steps, index) => ({ id: `${id}${index}`, steps })),
});
export const wait = (id: string, until: WaitStep['until'] = { hours: 5 }): WaitStep => ({ id, kind: 'wait', name: id, until });
export const end = (id: string, outcome: EndStep['outcome']): EndStep => ({ id, kind: 'end', name: id, outcome });
export const definitionOf = (...steps: Step[]): WorkflowDefinition => ({ formatVersion: 2, steps });
export const people = (...ids: string[]): Named[] => ids.map((memberId) => ({ memberId, because: 'holds the role' }));

/** What the world answers, as a test states it. */
export interface Surroundings {
  readonly now?: string;
  /** By step; `ann` and `bob` where a step is not named. */
  readonly candidates?: Readonly<Record<string, readonly string[]>>;
  /** By source: what it gives, or why it gives nothing. */
  readonly conditions?: Readonly<Record<string, boolean | string>>;
  /** Sources that read something else since the last revision. */
  readonly anew?: readonly string[];
  /** By step, or by step and signer (`one:ann`): the fields that changed beyond what a signature bears. */
  readonly changed?: Readonly<Record<string, readonly string[]>>;
  readonly until?: string | null;
  /** Whether what is taken back is taken back in time. */
  readonly inTime?: boolean;
}

export function worldOf({ now = '2026-11-21T09:30:00.000Z', candidates, conditions, anew, changed, until = '2026-11-22T09:30:00.000Z', inTime = true }: Surroundings = {}): World {
  const named = (step: Step, sources: readonly Source[]) => sources.flatMap((source) => (source.kind === 'member' ? [source.memberId] : (candidates?.[source.kind === 'group' ? source.groupId : step.id] ?? ['ann', 'bob'])));
  return {
    now,
    evaluate: (_step, source) => {
      const result = conditions?.[source];
      return typeof result === 'boolean' ? { ok: true, result, inputs: { 'request.days': 3 } } : { ok: false, message: result ?? 'unknown' };
    },
    readsAnew: (source) => anew?.includes(source) ?? false,
    changedSince: (step, { memberId }) => changed?.[`${step.id}:${memberId ?? ''}`] ?? changed?.[step.id] ?? [],
    resolve: (step, sources) => ({ candidates: people(...named(step, sources)), excluded: [{ memberId: 'zed', because: 'is away' }] }),
    waitUntil: () => until,
    isWithin: () => inTime,
  };
}

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

/** A run under test: sends commands and keeps what became true. That its facts give its state is looked at with each. */
export class Trial {
  state: RunState | null = null;
  readonly facts: Fact[] = [];
  private said = 0;
  world: World;
  constructor(
    public definition: WorkflowDefinition,
    surroundings: Surroundings = {},
  ) {
    this.world = worldOf(surroundings);
    this.send({ kind: 'start', requesterId: 'rita', revision: 1, revisionDigest: 'd1', materialDigest: 'm1' });
  }

  around(surroundings: Surroundings): this {
    this.world = worldOf(surroundings);
    return this;
  }

  send(command: Command): Answer {
    const answer = decide(this.definition, this.state, command, this.world);
    this.said = this.facts.length;
    if (!answer.ok) return answer;
    this.state = answer.state;
    this.facts.push(...answer.facts);
    if (JSON.stringify(foldFacts(this.facts)) !== JSON.stringify(this.state)) throw new Error(`the facts after ${command.kind} give another state`);
    return answer;
  }

  /** The open task of a step; the newest where no step is named. */
  task(stepId?: string): OpenTask | undefined {
    return this.state?.openTasks.findLast((task) => stepId === undefined || task.stepId === stepId);
  }

  sign(memberId: string, { at, ...more }: Partial<CommandOf<'decide'>> & { readonly at?: string } = {}): Answer {
    return this.send({ kind: 'decide', memberId, taskNumber: this.task(at)?.number ?? this.state?.taskCount ?? 0, verdict: 'approve', revisionDigest: this.state?.revisionDigest ?? '', reason: null, ...more });
  }

  reject(memberId: string, at?: string): Answer {
    return this.sign(memberId, { verdict: 'reject', reason: 'no', ...(at !== undefined && { at }) });
  }

  revise(revision: number, more: Partial<CommandOf<'revise'>> = {}): Answer {
    return this.send({ kind: 'revise', memberId: 'rita', revision, revisionDigest: `d${revision}`, materialDigest: `m${revision}`, ...more });
  }

  revoke(memberId: string, taskNumber: number, reason = 'a slip'): Answer {
    return this.send({ kind: 'revoke', memberId, taskNumber, reason });
  }

  /** Moves the run to another version. */
  migrate(to: WorkflowDefinition, more: Partial<CommandOf<'migrate'>> = {}): Answer {
    const from = this.definition;
    this.definition = to;
    const answer = this.send({ kind: 'migrate', memberId: 'ada', reason: 'the new rules', from, fromVersion: 1, toVersion: 2, ...more });
    if (!answer.ok) this.definition = from;
    return answer;
  }

  /** What became true by the last command. */
  get lastFacts(): readonly Fact[] {
    return this.facts.slice(this.said);
  }

  get lastKinds(): string[] {
    return this.lastFacts.map(({ kind }) => kind);
  }

  /** The steps whose tasks are open. */
  get asked(): string[] {
    return (this.state?.openTasks ?? []).map(({ stepId }) => stepId);
  }

  /** Who signed what, of what counts. */
  get signed(): string[] {
    return (this.state?.signatures ?? []).map(({ stepId, memberId }) => `${stepId}:${memberId}`);
  }
}

export const refusal = (code: string, more: object = {}) => ({ ok: false, refusal: { code, ...more } });
