import type { HistoryCase, HistoryDocument } from './history-case.js';

/** What the log says of one document. Values are the log's own text. */
export interface DocumentFacts {
  /** Decimal digits exactly as in the log, where they are an amount; null where the log names none that can be read. */
  readonly amount: string | null;
  /** What stands there instead of an amount, such as "UNKNOWN". */
  readonly statedAmount: string | null;
  readonly project: string | null;
  readonly costType: string | null;
  /** The number a person would quote. */
  readonly number: string | null;
  readonly budget: string | null;
}

const decimal = /^(0|[1-9]\d{0,29})(\.\d{1,30})?$/;

/**
 * Looks a document's facts up under the names that logs of this collection have for them: `Permit BudgetNumber` before `BudgetNumber`,
 * `DeclarationNumber_1` for the second declaration.
 */
export function factsOf({ facts }: HistoryCase, { kind, index }: HistoryDocument, documents: readonly HistoryDocument[]): DocumentFacts {
  const isPermit = /\bpermit\b/i.test(kind);
  const nth = documents.filter((other) => other.kind === kind && other.index < index).length;
  const find = (...names: string[]): string | null => {
    for (const name of names) {
      for (const key of [`${name}_${nth}`, `${kind} ${name}`, name]) {
        const value = facts.get(key);
        if (value !== undefined && value !== '') return value;
      }
    }
    return null;
  };
  const amount = isPermit ? find('RequestedBudget', 'Amount', 'RequestedAmount') : find('RequestedAmount', 'Amount', 'TotalDeclared', 'OriginalAmount');
  const isAmount = amount !== null && decimal.test(amount);
  return {
    amount: isAmount ? amount : null,
    statedAmount: isAmount ? null : amount,
    project: find('Project', 'ProjectNumber'),
    costType: find('Cost_Type'),
    number: isPermit ? find('travel permit number', 'PermitNumber', 'ID') : kind === 'Declaration' ? find('DeclarationNumber', 'dec_id') : find('RfpNumber', 'Rfp_id', 'DeclarationNumber'),
    budget: find('BudgetNumber'),
  };
}

/** The organisational unit that the facts of a case name, under whatever document. */
export function unitIn(facts: ReadonlyMap<string, string>): string | null {
  const named = facts.get('OrganizationalEntity') ?? [...facts].find(([key]) => key.endsWith(' OrganizationalEntity'))?.[1];
  return named === undefined || named === '' ? null : named;
}
