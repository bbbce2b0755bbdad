import type { Fact } from '../facts/facts.js';
import { foldFacts } from '../state/apply-fact.js';
import type { RunState } from '../state/run-state.js';
import type { Intention, SimulatedStore } from './simulated-store.js';

interface Ended {
  readonly store: SimulatedStore;
  readonly intentions: readonly Intention[];
  readonly received: ReadonlyMap<string, number>;
}

/** What does not hold once everything has come to rest, told by those outside: whoever sent something, and whoever received effects. */
export function whatIsWrong(ended: Ended): string | null {
  return lostOrDoubled(ended) ?? differentState(ended) ?? effectsAmiss(ended) ?? undoneAmiss(ended);
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
  const isWanted = (fact: Fact) => fact.kind === 'effect_wanted' || (fact.kind === 'compensation_wanted' && fact.how !== 'nothing');
  const wanted = store.runs.flatMap(({ facts }) => facts.filter(isWanted)).length;
  if (wanted !== store.effects.length) return `${wanted} effects were wanted, and ${store.effects.length} are kept`;
  const undelivered = store.effects.filter(({ over, id }) => over === null || (over === 'delivered') !== received.has(id)).map(({ id, over }) => `${id}, ${over ?? 'never over'}`);
  return undelivered.length === 0 ? null : `it arrived, or not, and that is not how it is kept: ${undelivered.join()}`;
}

/** Of a run whose effects were undone: exactly those that arrived were, each once, the last first, and after all of them had. */
function undoneAmiss({ store, received }: Ended): string | null {
  const order = [...received.keys()];
  for (const [runId, { facts, state }] of store.runs.entries()) {
    const compensation = state === null ? undefined : (JSON.parse(state) as RunState).compensation;
    if (compensation === undefined) continue;
    if (compensation.state !== 'compensated') return `run ${runId} is ${compensation.state} for ever`;
    // Somebody undid all of it by hand meanwhile, delivered or not.
    if (facts.some(({ kind }) => kind === 'reversed')) continue;
    const of = (undoes: boolean) => store.effects.filter((effect) => effect.runId === runId && effect.undoes === undoes);
    const done = of(false).filter(({ over }) => over === 'delivered').map(({ stepId }) => stepId);
    const wanted = facts.flatMap((fact) => (fact.kind === 'compensation_wanted' ? [fact.stepId] : []));
    if (wanted.join() !== done.toReversed().join()) return `run ${runId} did ${done.join()} and undid ${wanted.join()}`;
    const places = of(true).map(({ id }) => order.indexOf(id));
    if (places.some((place, index) => place < (places[index - 1] ?? 0))) return `run ${runId} undid in another order than it said`;
    const last = Math.max(-1, ...of(false).map(({ id }) => order.indexOf(id)));
    if (places.some((place) => place < last)) return `run ${runId} did something after it began to undo`;
  }
  return null;
}
