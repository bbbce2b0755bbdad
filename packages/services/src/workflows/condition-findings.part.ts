import { checkCondition, compileCondition, conditionScope, type ConditionProblem, type Scope } from '@countersign/conditions';
import type { SourcePlace } from '@countersign/contracts/platform';
import { placedConditionsOf, stepsOf, type Finding, type Step, type WorkflowDefinition } from '@countersign/engine';

/** A finding, and its place where it is about a text that somebody wrote. */
export interface PlacedFinding extends Finding {
  readonly at?: SourcePlace;
}

/** A request type that conditions are asked of; its form is a JSON Schema. */
export interface AskedType {
  readonly name: string;
  readonly form: Readonly<Record<string, unknown>>;
}

/**
 * What is wrong with the conditions of a definition: what cannot be read, and what does not fit the forms of the types that run on it.
 * Where no type does, what needs no form to be seen.
 */
export function conditionFindings({ steps }: WorkflowDefinition, types: readonly AskedType[]): PlacedFinding[] {
  const asked = types.length === 0 ? [{ name: null, form: null }] : types;
  const all = stepsOf(steps);
  return all.flatMap((step, index) => {
    const approvals = all.slice(0, index).filter(({ kind }) => kind === 'approval').map(({ id }) => id);
    return placedConditionsOf(step).flatMap(({ part, source }) => {
      // Whom a step names is looked for again at other times than when it is reached: what was decided then is not at hand.
      const decidedBefore = part === 'when' || part.startsWith('branches/') ? approvals : null;
      return findingsOf(step, part, source, asked.map(({ name, form }) => ({ name, scope: conditionScope({ form, decidedBefore }) })));
    });
  });
}

interface NamedScope {
  readonly name: string | null;
  readonly scope: Scope;
}

function findingsOf(step: Step, part: string, source: string, scopes: readonly NamedScope[]): PlacedFinding[] {
  const isReadable = compileCondition(source).ok;
  const asked = isReadable ? scopes : scopes.slice(0, 1);
  const found = new Map<string, { readonly problem: ConditionProblem; readonly names: (string | null)[] }>();
  for (const { name, scope } of asked) {
    for (const problem of checkCondition(source, scope)) {
      const key = `${problem.offset} ${problem.message}`;
      const known = found.get(key);
      if (known) known.names.push(name);
      else found.set(key, { problem, names: [name] });
    }
  }
  return [...found.values()].map(({ problem: { message, ...place }, names }) => {
    const types = names.length < asked.length ? ` So it is for the request type ${names.map((name) => `"${name ?? ''}"`).join(', ')}.` : '';
    return { stepId: step.id, message: `The condition of "${step.name}"${isReadable ? ' does not fit: ' : ' cannot be read: '}${message}${types}`, at: { part, ...place } };
  });
}
