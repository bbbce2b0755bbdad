import type { Fact } from '../facts/facts.js';
import { foldFacts } from '../state/apply-fact.js';
import type { Intention, SimulatedStore } from './simulated-store.js';

interface Ended {
  readonly store: SimulatedStore;
  readonly intentions: readonly Intention[];
  readonly received: ReadonlyMap<string, number>;
}

/** What does not hold once everything has come to rest, told by those outside: whoever sent something, and whoever received effects. */
export function whatIsWrong(ended: Ended): string | null {
  return lostOrDoubled(ended) ?? differentState(ended) ?? effectsAmiss(ended);
}

function lostOrDoubled({ store, intentions }: Ended): string | null {
  for (const { id, sent, answer } of intentions) {
    const done = store.log.filter(({ intention }) => intention === id);
    const what = `${sent.command.kind} (${id})`;
    if (answer === null) return `${what} was never answered`;
    if (done.length > 1) return `${what} was done ${done.length} times`;
    if (answer === 'refused' && done.length > 0) return `${what} was refused, and done`;
    if (answer !== 'refused' && done.length === 0) return `${what} was acknowledged, and is lost`;
    if (answer !== 'refused' && JSON.stringify(done[0]?.facts) !== JSON.stringify(answer)) return `${what} was answered with what did not become true`;
  }
  return null;
}

function differentState({ store }: Ended): string | null {
  for (const [runId, { facts, state }] of store.runs.entries()) {
    const recorded = store.log.filter((change) => change.runId === runId).flatMap((change) => change.facts);
    if (JSON.stringify(recorded) !== JSON.stringify(facts)) return `run ${runId} has facts that nobody committed`;
    const folded = facts.length === 0 ? null : JSON.stringify(foldFacts(JSON.parse(JSON.stringify(facts)) as Fact[]));
    if (folded !== state) return `the facts of run ${runId} fold to ${folded}, and ${state} is kept`;
  }
  return null;
}

function effectsAmiss({ store, received }: Ended): string | null {
  const wanted = store.runs.flatMap(({ facts }) => facts.filter(({ kind }) => kind === 'effect_wanted' || kind === 'compensation_wanted')).length;
  if (wanted !== store.effects.length) return `${wanted} effects were wanted, and ${store.effects.length} are kept`;
  const undelivered = store.effects.filter(({ delivered, id }) => !delivered || !received.has(id)).length;
  if (undelivered > 0) return `${undelivered} effects never arrived`;
  return received.size === wanted ? null : `${wanted} effects were wanted, and ${received.size} arrived`;
}
