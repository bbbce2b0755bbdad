import type { CallInput } from '@countersign/client';
import type { Operation, ReplyOf } from '@countersign/contracts/platform';

/** Whoever calls the API: a person, or a program that shows a key. */
export interface Caller {
  call<O extends Operation>(operation: O, input: CallInput<O>): Promise<ReplyOf<O>>;
}
