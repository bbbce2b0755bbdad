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
    return { stepId, field: rest.length === 0 ? null : rest.map(String).join('/').slice(0, 200), message: sentenceOf(issue, rest, valueAt(sent, issue.path)), at: null };
  });
}

/** What is chosen from a list, by the last key of the way to it. */
const chosen = new Map<PropertyKey | undefined, string>([
  ['endpointId', 'the webhook endpoint'], ['connectionId', 'the connection'], ['roleId', 'the role'], ['groupId', 'the group'], ['memberId', 'the member'], ['calendarId', 'the calendar'], ['templateId', 'the template'],
  ['requestTypeId', 'the request type'], ['recordSetId', 'the set of records'],
]);
/** What is written, by the same. */
const written = new Map<PropertyKey | undefined, string>([
  ['name', 'The name'], ['when', 'The condition'], ['event', 'The event'], ['path', 'The path'], ['subject', 'The subject'], ['text', 'The text'], ['address', 'The address'], ['message', 'The type of the message'],
]);

/** For who writes steps, not programs, where it can be: what is missing, or how much is allowed. */
function sentenceOf({ code, origin, minimum, maximum, message, path }: Issue, rest: readonly PropertyKey[], value: unknown): string {
  const key = rest.at(-1);
  const place = written.get(key) ?? (rest.length === 0 ? 'This' : `“${rest.map(String).join(' / ')}”`);
  const what = chosen.get(key);
  if (what !== undefined) return value === '' || value === undefined ? `Choose ${what}.` : `Choose ${what} from the list: what stands there is none.`;
  const such = /such as .+$/.exec(message)?.[0];
  if (value === '' && such !== undefined) return `${place} is missing. Give one, ${such}.`;
  if (code === 'too_small' && path.length === 1 && path[0] === 'steps') return 'There is no step yet. A workflow has at least one.';
  if (code === 'too_small' && rest.at(-1) === 'to') return 'Nobody is named yet. Choose who it is for.';
  if (code === 'too_small' && origin === 'string' && Number(minimum) === 1) return `${place} is empty.`;
  if (code === 'too_small') return `${place} is too ${origin === 'array' ? 'few' : origin === 'string' ? 'short' : 'small'}: at least ${minimum}.`;
  if (code === 'too_big') return `${place} is too ${origin === 'array' ? 'many' : origin === 'string' ? 'long' : 'large'}: at most ${maximum}.`;
  if (message.startsWith('must ')) return `${place} ${message}.`;
  return `${place} is not as it should be: ${message}`;
}

/** What stands at a way; undefined where it leads nowhere. */
const valueAt = (sent: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Record<PropertyKey, unknown>)[key] : undefined), sent);

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
