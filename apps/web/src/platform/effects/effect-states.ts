import type { EffectDetails, EffectGroup, EffectRow, Repair } from '@countersign/contracts/effects';
import type { StateName } from '../../ui/state/state.js';

/** A state in a word, with its rule. */
export const effectStates: Readonly<Record<EffectRow['state'], { readonly name: StateName; readonly label: string }>> = {
  wanted: { name: 'waiting', label: 'Waits' },
  running: { name: 'provisional', label: 'Being sent' },
  succeeded: { name: 'recorded', label: 'Done' },
  failed: { name: 'void', label: 'Failed' },
  unknown: { name: 'out-of-register', label: 'Nobody knows' },
  parked: { name: 'blocked', label: 'Set aside' },
  cancelled: { name: 'taken', label: 'Not begun' },
  resolved: { name: 'taken', label: 'Done by hand' },
  skipped: { name: 'taken', label: 'Left out' },
  given_up: { name: 'void', label: 'Failed, others undone' },
  called_off: { name: 'taken', label: 'Called off' },
  compensating: { name: 'provisional', label: 'Being undone' },
  compensated: { name: 'taken', label: 'Undone' },
  asked: { name: 'waiting', label: 'Asked' },
};

export const effectGroups: readonly { readonly id: EffectGroup; readonly label: string; readonly none: string }[] = [
  { id: 'needs_person', label: 'Need a person', none: 'Nothing needs a person.' },
  { id: 'under_way', label: 'Under way', none: 'Nothing is under way.' },
  { id: 'over', label: 'Over', none: 'Nothing is over yet.' },
];

/** "Pay: Bank", "Undo Pay: by hand". What undoes something is called so by its own name. */
export const effectTitle = ({ stepName, kind, target }: Pick<EffectRow, 'stepName' | 'kind' | 'target'>): string => `${stepName}: ${kind === 'person' || target === '' ? 'by hand' : target}`;

export const countText = (count: number): string => (count >= 1000 ? '999+' : String(count));

/** "Attempt 2 of 8": how often it was tried, and how often it will be. */
export function attemptText({ state, attempts, attemptsMax }: Pick<EffectDetails, 'state' | 'attempts' | 'attemptsMax'>): string {
  const of = attemptsMax === null ? '' : ` of ${attemptsMax}`;
  if (attempts === 0) return 'Not tried yet';
  if (state === 'succeeded') return attempts === 1 ? 'At the first attempt' : `At attempt ${attempts}${of}`;
  return `Attempt ${attempts}${of}`;
}

export interface RepairWords {
  readonly act: string;
  readonly title: string;
  /** What of it cannot be taken back, said before the click. */
  readonly final: string;
  readonly asks: string;
  readonly does: string;
  readonly said: string;
}

/** What may be done about an effect; what each would mean comes from the server. */
export const repairWords: Readonly<Record<Repair, RepairWords>> = {
  retry: { act: 'Try again…', title: 'Try it again?', final: 'What is sent cannot be called back.', asks: 'Why it is tried again', does: 'Try it again', said: 'it is tried again' },
  skip: { act: 'Leave it out…', title: 'Leave it out?', final: 'This cannot be undone: it stays left out for ever.', asks: 'Why it is left out', does: 'Leave it out', said: 'it is left out' },
  mark_done: { act: 'Say that it is done…', title: 'Is it done?', final: 'This cannot be undone: it counts as done for ever.', asks: 'How it can be seen that it is done', does: 'It is done', said: 'it counts as done' },
};

/** The same of what people are asked to do: it is not sent, it is asked. */
const askedAnew: RepairWords = { act: 'Ask anew…', title: 'Ask anew?', final: 'Whoever is asked now is told.', asks: 'Why it is asked anew', does: 'Ask anew', said: 'it is asked anew' };

export const repairWordsOf = (how: Repair, kind: EffectRow['kind']): RepairWords => (how === 'retry' && kind === 'ask' ? askedAnew : repairWords[how]);
