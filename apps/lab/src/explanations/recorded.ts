import type { Part } from './expected/expected-answer.js';

/** What a company has on record, with names in place of ids: what the links of the table have to be found in. */
export interface Recorded {
  /** Facts of the runs of its requests, in order, by request id. */
  readonly facts: ReadonlyMap<string, readonly Part[]>;
  readonly entries: readonly RecordedEntry[];
  /** Definitions by workflow version, of the workflow that a request runs on. */
  readonly definitions: ReadonlyMap<string, ReadonlyMap<number, Part>>;
}

export interface RecordedEntry {
  readonly action: string;
  readonly subjectId: string;
  /** All of it: actor, channel, reason, before and after. */
  readonly whole: Part;
}

const isRecord = (value: Part): value is { readonly [key: string]: Part } => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a recorded value has what is expected of it: of a record the fields that are named, of a list every element, in any order, and no other. */
export function fits(actual: Part | undefined, expected: Part): boolean {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return false;
    const left = [...(actual as readonly Part[])];
    return (expected as readonly Part[]).every((part) => {
      const at = left.findIndex((one) => fits(one, part));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
  }
  if (isRecord(expected)) return actual !== undefined && isRecord(actual) && Object.entries(expected).every(([key, part]) => fits(actual[key], part));
  return actual === expected;
}

/** What stands at a pointer of slashes; undefined where nothing does. */
export function valueAt(value: Part | undefined, pointer: string): Part | undefined {
  return pointer.split('/').reduce<Part | undefined>((inner, key) => {
    if (Array.isArray(inner)) return (inner as readonly Part[])[Number(key)];
    return inner !== undefined && isRecord(inner) ? inner[key] : undefined;
  }, value);
}

/** The step of a definition, nested ones included; undefined where it has none of this id. */
export function stepIn(definition: Part | undefined, stepId: string): Part | undefined {
  if (Array.isArray(definition)) {
    for (const part of definition as readonly Part[]) {
      const found = stepIn(part, stepId);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (definition === undefined || !isRecord(definition)) return undefined;
  if (definition['id'] === stepId && definition['kind'] !== undefined) return definition;
  return stepIn(Object.values(definition).filter((part) => typeof part === 'object' && part !== null), stepId);
}

/** The same with ids replaced by names, wherever they stand. */
export function named(text: string, names: ReadonlyMap<string, string>): Part {
  const plain = text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => (names.get(id) ?? id).replaceAll('"', "'"));
  return JSON.parse(plain) as Part;
}
