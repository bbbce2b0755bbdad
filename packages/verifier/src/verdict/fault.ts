/** Everything that can be found, as docs/audit-format.md names it. */
export const faultCodes = [
  'unreadable', 'tenant', 'key', 'note', 'checkpoint', 'time', 'horizon', 'signature', 'size', 'rolled-back', 'consistency', 'order', 'missing', 'canonical', 'leaf',
  'shape', 'repeated', 'inclusion', 'value', 'revision', 'attachment', 'root', 'rewritten', 'receipt', 'receipt-early', 'receipt-selection',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** The entries among which the first bad one is; where it is known exactly, both are the same. */
export interface Place {
  readonly index: number;
  readonly until: number;
}

/** The first thing that is wrong. It ends the checking. */
export class Fault extends Error {
  readonly sentence: string;

  constructor(
    readonly code: FaultCode,
    sentence: string,
    readonly place?: Place,
  ) {
    super(sentence);
    this.sentence = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  }
}

export const at = (index: number): Place => ({ index, until: index });

/** The entries from one size to the other; undefined where there are none between. */
export const between = (from: number, to: number): Place | undefined => (from < to ? { index: from, until: to - 1 } : undefined);
