import type { KeptRecordView, ReadingView } from '@countersign/contracts/record-sets';
import type { RecordLink } from '@countersign/contracts/requests';
import type { StateName } from '../../ui/state/state.js';

type RecordLinkState = NonNullable<RecordLink['state']>;

const recordStates: Readonly<Record<KeptRecordView['state'], { readonly name: StateName; readonly label: string }>> = {
  current: { name: 'recorded', label: 'Kept' },
  gone: { name: 'void', label: 'Gone there' },
  quarantined: { name: 'blocked', label: 'Quarantined' },
};
export const recordState = (state: KeptRecordView['state']) => recordStates[state];

const readingStates: Readonly<Record<ReadingView['state'], { readonly name: StateName; readonly label: string }>> = {
  running: { name: 'provisional', label: 'Being read' },
  done: { name: 'recorded', label: 'Read' },
  stopped: { name: 'void', label: 'Stopped' },
  failed: { name: 'unsent', label: 'Could not be read' },
};
export const readingState = (state: ReadingView['state']) => readingStates[state];

export const comparisonWords: Readonly<Record<ReadingView['state'], string>> = { running: 'Being compared', done: 'Compared', stopped: 'Stopped', failed: 'Could not be compared' };

const records = (count: number) => (count === 1 ? '1 record' : `${count} records`);

/** How far a reading has come, or what came of it, in a sentence. */
export function readingWords({ pages, progress: { seen, added, changed, unchanged, unreadable }, notSeen }: ReadingView): string {
  const parts = [`${added} new`, `${changed} changed`, `${unchanged} as kept`, ...(unreadable > 0 ? [`${unreadable} that cannot be kept`] : [])];
  const missing = notSeen !== null && notSeen > 0 ? ` ${records(notSeen)} that ${notSeen === 1 ? 'is' : 'are'} kept ${notSeen === 1 ? 'was' : 'were'} not in it.` : '';
  return `${records(seen)} on ${pages === 1 ? '1 page' : `${pages} pages`}: ${parts.join(', ')}.${missing}`;
}

/** What a field of a record holds, as text. */
export function fieldText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export const viaWords = { reading: 'read', message: 'told by a message', repair: 'repaired' } as const;

/** How a record that a request is about stands today. */
const recordLinkStates: Readonly<Record<RecordLinkState, { readonly name: StateName; readonly label: string }>> = {
  in_step: { name: 'recorded', label: 'In step' },
  differs: { name: 'out-of-register', label: 'Differs' },
  missing: { name: 'blocked', label: 'Missing' },
  gone: { name: 'void', label: 'Gone there' },
};
export const recordLinkState = (state: RecordLinkState) => recordLinkStates[state];
