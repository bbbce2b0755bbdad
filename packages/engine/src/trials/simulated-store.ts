import type { EffectStanding } from '../commands/command.js';
import type { WorkflowDefinition } from '../definition/definition.js';
import type { Fact } from '../facts/facts.js';
import type { RunState } from '../state/run-state.js';
import type { Chance } from './chance.js';
import type { Sent } from './random-command.js';
import type { Content } from './surroundings.js';

/** Something that somebody wants done once, however often it has to be sent. */
export interface Intention {
  readonly id: number;
  readonly key: string;
  readonly runId: number;
  readonly sent: Sent;
  answer: readonly Fact[] | 'refused' | null;
}

/** What is committed at once, or not at all. */
export interface Change {
  readonly runId: number;
  /** Whoever sends the same again sends the same key. */
  readonly key: string;
  /** What was meant, however often it is sent. */
  readonly intention: number;
  readonly facts: readonly Fact[];
  readonly state: RunState;
  readonly definition: WorkflowDefinition;
  readonly contents: readonly Content[];
}

export interface KeptRun {
  readonly facts: Fact[];
  /** As text, as a database has it. */
  state: string | null;
  definition: WorkflowDefinition;
  contents: readonly Content[];
  requesterId: string;
  /** The transaction that has the run locked, as long as it lives. */
  lockedBy: (() => boolean) | null;
}

export interface KeptEffect {
  readonly id: string;
  readonly runId: number;
  readonly stepId: string;
  /** Whether it undoes what another one of its step did. */
  readonly undoes: boolean;
  /** What has to be over before it begins. */
  readonly after: KeptEffect | null;
  begun: boolean;
  /** That it failed for good is being recorded: nobody tries it again. */
  failing: boolean;
  over: 'delivered' | 'failed' | 'let go' | null;
}

/** A store in memory whose commits come into doubt: now and then nobody is told whether one was done. */
export class SimulatedStore {
  readonly runs: KeptRun[] = [];
  readonly log: Change[] = [];
  readonly effects: KeptEffect[] = [];
  private readonly answers = new Map<string, readonly Fact[]>();
  inDoubt = 0;
  isCalm = false;

  constructor(private readonly chance: Chance) {}

  run(runId: number): KeptRun {
    const run = this.runs[runId];
    if (run === undefined) throw new Error(`there is no run ${runId}`);
    return run;
  }

  /** Whether the run is free, or whoever had it locked is dead; then it is locked for this one. */
  lock(runId: number, lives: () => boolean): boolean {
    const run = this.run(runId);
    if (run.lockedBy?.()) return false;
    run.lockedBy = lives;
    return true;
  }

  unlock(runId: number): void {
    this.run(runId).lockedBy = null;
  }

  /** What was answered to this key before. */
  answerTo(key: string): readonly Fact[] | null {
    return this.answers.get(key) ?? null;
  }

  commit(change: Change): 'committed' | 'unknown' {
    const fate = this.fate();
    if (fate !== 'lost before') this.keep(change);
    return fate === 'done' ? 'committed' : 'unknown';
  }

  private keep(change: Change): void {
    const { runId, key, facts, state, definition, contents } = change;
    const run = this.run(runId);
    run.facts.push(...facts);
    Object.assign(run, { state: JSON.stringify(state), definition, contents });
    this.answers.set(key, facts);
    this.log.push(change);
    for (const fact of facts) this.note(runId, fact);
  }

  private note(runId: number, fact: Fact): void {
    if (fact.kind === 'effect_wanted') this.want(runId, fact.stepId, false);
    if (fact.kind === 'compensation_wanted' && fact.how !== 'nothing') this.want(runId, fact.stepId, true);
    const does = 'stepId' in fact ? this.effects.find((effect) => effect.runId === runId && effect.stepId === fact.stepId && !effect.undoes) : undefined;
    if (fact.kind === 'compensation_begun' && fact.byMemberId === undefined && does) does.over = 'failed';
    if (fact.kind === 'effect_let_go' && does) does.over ??= 'let go';
  }

  private want(runId: number, stepId: string, undoes: boolean): void {
    const after = undoes ? (this.effects.findLast((effect) => effect.runId === runId && effect.undoes) ?? null) : null;
    this.effects.push({ id: `effect ${this.effects.length}`, runId, stepId, undoes, after, begun: false, failing: false, over: null });
  }

  isLocked(runId: number): boolean {
    return this.run(runId).lockedBy?.() === true;
  }

  /** What became of the effects of a run so far. */
  standingsOf(runId: number): EffectStanding[] {
    return this.effects.filter((effect) => effect.runId === runId && !effect.undoes).map(({ stepId, begun, over }) => ({ stepId, is: over === 'delivered' ? 'done' : over !== null ? 'not_done' : begun ? 'under_way' : 'not_begun' }));
  }

  markOver(effect: KeptEffect, how: 'delivered' | 'failed'): void {
    const fate = this.fate();
    if (fate !== 'lost before') effect.over ??= how;
  }

  private fate(): 'done' | 'lost after' | 'lost before' {
    if (this.isCalm || !this.chance.oneIn(12)) return 'done';
    this.inDoubt += 1;
    return this.chance.pick(['lost after', 'lost before']);
  }
}
