import { findingKinds, type FindingKind } from '@countersign/contracts/record-sets';

export interface ReconciliationSearch {
  readonly kind?: FindingKind;
  readonly after?: string;
}

/** What the address of a comparison carries after the question mark. */
export function readReconciliationSearch({ kind, after }: Record<string, unknown>): ReconciliationSearch {
  const known = findingKinds.find((each) => each === kind);
  return { ...(known !== undefined && { kind: known }), ...(typeof after === 'string' && after !== '' && { after }) };
}
