import type { Command, EffectStanding } from '../commands/command.js';
import { findStep } from '../definition/walk.js';
import type { RunState } from '../state/run-state.js';
import type { Chance } from './chance.js';
import type { KeptEffect, SimulatedStore } from './simulated-store.js';

interface House {
  readonly store: SimulatedStore;
  readonly chance: Chance;
  /** What the worker does next, one thing after the other, unless it dies before. */
  readonly begin: () => (act: () => void) => void;
  /** Has a command sent, once for its key. */
  readonly want: (key: string, runId: number, command: Command) => void;
}

type Compensating = Extract<Command, { kind: 'compensate' | 'effects_ended' }>;

/** Carries effects out, now and then in vain for good, and says of those that are undone how they stand. */
export class SimulatedWorker {
  /** How often each effect arrived, in the order in which they first did. */
  readonly received = new Map<string, number>();
  attempts = 0;

  constructor(private readonly house: House) {}

  round(): void {
    const next = this.house.begin();
    for (const effect of this.house.store.effects) if (this.isDue(effect)) next(() => this.attempt(effect, next));
    this.house.store.runs.forEach(({ state }, runId) => {
      if (state !== null) this.goOn(runId, JSON.parse(state) as RunState);
    });
  }

  /** Whether everything is over, and everything that is to be undone is. */
  isDone(): boolean {
    const { effects, runs } = this.house.store;
    const isUndone = (state: string | null) => (state === null ? undefined : (JSON.parse(state) as RunState).compensation)?.state ?? 'compensated';
    return effects.every(({ over }) => over !== null) && runs.every(({ state }) => isUndone(state) === 'compensated');
  }

  private isDue({ over, after, failing }: KeptEffect): boolean {
    return over === null && !failing && (after === null || after.over !== null);
  }

  /** Whoever decides about a run holds its effects: none of them begins or ends meanwhile. */
  private attempt(effect: KeptEffect, next: (act: () => void) => void): void {
    const { store, chance } = this.house;
    if (store.isLocked(effect.runId) || !this.isDue(effect)) return;
    effect.begun = true;
    this.attempts += 1;
    if (!effect.undoes && chance.oneIn(5)) return this.failed(effect, next);
    const webhookId = effect.id;
    this.received.set(webhookId, (this.received.get(webhookId) ?? 0) + 1);
    next(() => this.over(effect, 'delivered', next));
  }

  private over(effect: KeptEffect, how: 'delivered' | 'failed', next: (act: () => void) => void): void {
    if (this.house.store.isLocked(effect.runId)) return next(() => this.over(effect, how, next));
    this.house.store.markOver(effect, how);
  }

  /** It failed for good. Where its step says so, that is recorded together with what follows from it. An effect that arrived before cannot fail for good any more. */
  private failed(effect: KeptEffect, next: (act: () => void) => void): void {
    if (this.received.has(effect.id)) return;
    const { store, want } = this.house;
    const step = findStep(store.run(effect.runId).definition.steps, effect.stepId);
    if (step?.kind !== 'effect' || step.onFailure !== 'compensate') return next(() => this.over(effect, 'failed', next));
    effect.failing = true;
    want(`failed ${effect.id}`, effect.runId, { kind: 'compensate', stepId: effect.stepId, effects: [] });
  }

  /** What its run is not undone for, since it is already, has failed all the same. */
  refused(command: Command, runId: number): void {
    if (command.kind !== 'compensate' || command.memberId !== undefined) return;
    const effect = this.house.store.effects.find((other) => other.runId === runId && other.stepId === command.stepId && !other.undoes);
    if (effect) effect.over ??= 'failed';
  }

  standingsFor(command: Compensating, runId: number): EffectStanding[] {
    const failed = command.kind === 'compensate' && command.memberId === undefined ? command.stepId : null;
    return this.house.store.standingsOf(runId).map((standing) => (standing.stepId === failed ? { ...standing, is: 'not_done' } : standing));
  }

  private goOn(runId: number, { compensation }: RunState): void {
    const { store, want } = this.house;
    const ended = store.effects.filter((effect) => effect.runId === runId && effect.over !== null);
    if (compensation?.state === 'waiting') want(`ended ${runId} ${ended.length}`, runId, { kind: 'effects_ended', effects: [] });
    for (const { id, stepId, undoes } of ended) if (undoes && compensation?.leftStepIds.includes(stepId)) want(`undone ${id}`, runId, { kind: 'compensation_ended', stepId, as: 'undone' });
  }
}
