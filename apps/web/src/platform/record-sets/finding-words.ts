import type { FindingKind, FindingRepair, FindingView } from '@countersign/contracts/record-sets';
import type { StateName } from '../../ui/state/state.js';

export const kindWords: Readonly<Record<FindingKind, { readonly label: string; readonly meaning: string }>> = {
  missing_there: { label: 'Missing there', meaning: 'Kept here, and not listed by the other system.' },
  missing_here: { label: 'Missing here', meaning: 'Listed by the other system, and not kept here.' },
  doubled: { label: 'Doubled', meaning: 'Listed under several ids with one natural key.' },
  different: { label: 'Different', meaning: 'Kept otherwise than the other system says.' },
};

export const repairWords: Readonly<Record<FindingRepair, { readonly one: string; readonly all: string; readonly title: string; readonly asks: string }>> = {
  take_theirs: { one: 'Take theirs…', all: 'Take theirs for all…', title: 'Take what the other system says?', asks: 'Why theirs is taken' },
  mark_gone: { one: 'Mark as gone…', all: 'Mark all as gone…', title: 'Mark as gone?', asks: 'How it is known that it is gone' },
  declare_twin: { one: 'This one counts…', all: '', title: 'Does this one count?', asks: 'How it is known which one counts' },
  ignore: { one: 'Leave as it is…', all: 'Leave all as they are…', title: 'Leave it as it is?', asks: 'Why it stays as it is' },
};

const states: Readonly<Record<FindingView['state'], { readonly name: StateName; readonly label: string }>> = {
  open: { name: 'waiting', label: 'Open' },
  waiting: { name: 'provisional', label: 'Being repaired' },
  repaired: { name: 'recorded', label: 'Repaired' },
  changed: { name: 'out-of-register', label: 'Changed meanwhile: left alone' },
  ignored: { name: 'taken', label: 'Left as it is' },
};
export const findingState = (state: FindingView['state']) => states[state];
