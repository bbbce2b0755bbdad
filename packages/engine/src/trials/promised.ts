import type { Fact } from '../facts/facts.js';
import type { RunState } from '../state/run-state.js';
import type { Ledger, Move } from './ledger.js';

/** A promise that does not hold, in words. */
export class Broken extends Error {}
export function must(holds: boolean, otherwise: () => string): void {
  if (!holds) throw new Broken(otherwise());
}
export function mustEqual(what: string, is: unknown, should: unknown): void {
  if (isPlainlySame(is, should)) return;
  const [one, other] = [JSON.stringify(is), JSON.stringify(should)];
  if (one !== other) throw new Broken(`${what}: it is ${one}, and should be ${other}`);
}

/** Most of what is compared is a short list that is as it should be: writing both down would cost a good part of the run. */
function isPlainlySame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((part, index) => isPlainlySame(part, other[index]));
}

/** Looked at after every command that was accepted, once the ledger knows of it; some before. */
export interface Promised {
  readonly before?: (move: Move, ledger: Ledger) => void;
  /** At each fact, before the ledger notes it. */
  readonly fact?: (fact: Fact, move: Move, ledger: Ledger) => void;
  readonly after?: (move: Move, state: RunState, ledger: Ledger) => void;
}
