import type { MessageState } from '@countersign/contracts/webhook-sources';

export interface SourceSearch {
  readonly state?: MessageState;
  readonly after?: string;
}

const states: readonly MessageState[] = ['received', 'kept', 'done', 'dead'];

/** What an address says after its question mark; what it cannot mean is left out. */
export function readSourceSearch({ state, after }: Record<string, unknown>): SourceSearch {
  const known = states.find((each) => each === state);
  return { ...(known !== undefined && { state: known }), ...(typeof after === 'string' && after !== '' && { after }) };
}
