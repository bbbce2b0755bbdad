import type { WorkflowFinding } from '@countersign/contracts/workflows';
import { findingsMax } from './check-references.part.js';

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly code?: string | undefined;
  /** Of what there is too little or too much: "string", "array", "number". */
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
}

/** What is wrong with the shape of a definition, each with the step that it is in and the way to the place within. */
export function shapeFindings(sent: unknown, issues: readonly Issue[]): WorkflowFinding[] {
  return issues.slice(0, findingsMax).map((issue) => {
    const { stepId, rest } = placed(sent, issue.path);
    return { stepId, field: rest.length === 0 ? null : rest.map(String).join('/').slice(0, 200), message: sentenceOf(issue, rest), at: null };
  });
}

/** For who writes steps, not programs, where it can be: what is missing, or how much is allowed. */
function sentenceOf({ code, origin, minimum, maximum, message, path }: Issue, rest: readonly PropertyKey[]): string {
  const place = rest.length === 0 ? 'This' : `“${rest.map(String).join(' / ')}”`;
  if (code === 'too_small' && path.length === 1 && path[0] === 'steps') return 'There is no step yet. A workflow has at least one.';
  if (code === 'too_small' && rest.at(-1) === 'to') return 'Nobody is named yet. Choose who it is for.';
  if (code === 'too_small' && origin === 'string' && Number(minimum) === 1) return `${place} is empty.`;
  if (code === 'too_small') return `${place} is too ${origin === 'array' ? 'few' : origin === 'string' ? 'short' : 'small'}: at least ${minimum}.`;
  if (code === 'too_big') return `${place} is too ${origin === 'array' ? 'many' : origin === 'string' ? 'long' : 'large'}: at most ${maximum}.`;
  if (message.startsWith('must ')) return `${place} ${message}.`;
  return `${place} is not as it should be: ${message}`;
}

/** The innermost step that a path leads through, and the way from there. */
function placed(sent: unknown, path: readonly PropertyKey[]): { readonly stepId: string | null; readonly rest: readonly PropertyKey[] } {
  let [value, stepId, rest] = [sent, null as string | null, path];
  for (const [index, key] of path.entries()) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) break;
    value = (value as Record<PropertyKey, unknown>)[key];
    const id = typeof value === 'object' && value !== null && 'kind' in value && 'name' in value && 'id' in value ? value.id : null;
    if (typeof id === 'string') [stepId, rest] = [id.slice(0, 40), path.slice(index + 1)];
  }
  return { stepId, rest };
}
