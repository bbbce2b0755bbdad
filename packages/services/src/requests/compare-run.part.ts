import type { RunWithFacts } from '@countersign/database/requests';
import { applyFact, type RunState } from '@countersign/engine';
import { canonicalJson, digestOf } from '../platform/index.js';

export type JsonKind = 'missing' | 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/**
 * Where what is kept of a run first differs from what its facts say, and the kinds of the two values: no content of anybody's.
 * The pointer (RFC 6901) leads into `{facts, factCount, state, workflowVersion}`, where `facts` are by their number: `/facts/3`, `/state/signatures/1`.
 */
export interface RunDifference {
  readonly pointer: string;
  readonly kept: JsonKind;
  readonly told: JsonKind;
  /** Of the place and both values: the same for as long as the difference is. */
  readonly digest: string;
}

type Kept = Pick<RunWithFacts, 'state' | 'factCount' | 'facts' | 'stepIds' | 'workflowVersion'>;

/** The first difference, or null where the facts, folded, give what is kept, byte for byte. */
export function compareRun({ state, factCount, facts, stepIds, workflowVersion }: Kept): RunDifference | null {
  const steps = new Set(stepIds);
  let folded: RunState | null = null;
  for (const [index, { seq, fact }] of facts.entries()) {
    const due = index + 1;
    if (seq > due) return differ(`/facts/${due}`, undefined, fact);
    if (seq < due) return differ(`/facts/${seq}`, fact, undefined);
    if ('stepId' in fact && !steps.has(fact.stepId)) return differ(`/facts/${seq}/stepId`, fact.stepId, undefined);
    try {
      folded = applyFact(folded, fact);
    } catch {
      // Not even a fact: told like any other difference, because one run must not keep the others from being looked at.
      return differ(`/facts/${seq}`, fact, undefined);
    }
  }
  if (factCount !== facts.length) return differ('/factCount', factCount, facts.length);
  const moved = facts.map(({ fact }) => fact).findLast((fact) => fact.kind === 'migrated');
  if (moved && moved.toVersion !== workflowVersion) return differ('/workflowVersion', workflowVersion, moved.toVersion);
  return firstDifference('/state', state, folded ?? undefined);
}

function firstDifference(pointer: string, kept: unknown, told: unknown): RunDifference | null {
  if (kept !== undefined && told !== undefined && canonicalJson(kept) === canonicalJson(told)) return null;
  if (kindOf(kept) !== kindOf(told) || typeof kept !== 'object' || typeof told !== 'object' || kept === null || told === null) return differ(pointer, kept, told);
  const [old, right] = [new Map<string, unknown>(Object.entries(kept)), new Map<string, unknown>(Object.entries(told))];
  for (const name of new Set([...right.keys(), ...old.keys()])) {
    const [one, other] = [old.get(name), right.get(name)];
    if (one === undefined && other === undefined) continue;
    const found = firstDifference(`${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, one, other);
    if (found) return found;
  }
  throw new Error(`two values differ at ${pointer}, and nothing in them does`);
}

function differ(pointer: string, kept: unknown, told: unknown): RunDifference {
  return { pointer, kept: kindOf(kept), told: kindOf(told), digest: digestOf({ pointer, kept: kept ?? null, told: told ?? null }) };
}

function kindOf(value: unknown): JsonKind {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as JsonKind;
}
