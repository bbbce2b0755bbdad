import { refusalCatalog, type RefusalCode } from '../platform/index.js';
import { compareSchemas, type SchemaChange } from './compare-schemas.js';
import type { ContractDocument, ReleasedOperation } from './contract-document.js';

/** One difference between two releases. `breaks`: a caller of the earlier one may fail. */
export interface ContractChange extends SchemaChange {
  readonly operation: string;
}

/**
 * What changed since a release. `today` as `2026-11-21`: what was deprecated with a sunset that has passed may go,
 * and whatever happens to it then breaks nobody who read the dates.
 */
export function compareContracts(before: ContractDocument, after: ContractDocument, today: string): ContractChange[] {
  const names = [...new Set([...Object.keys(before.operations), ...Object.keys(after.operations)])].sort();
  return names.flatMap((operation) => {
    const [old, now] = [before.operations[operation], after.operations[operation]];
    if (!old) return [{ operation, breaks: false, says: 'is new' }];
    const changes = now ? compareOperations(old, now) : [{ breaks: true, says: `is no longer there (${old.method} ${old.path})` }];
    const gone = old.deprecated !== undefined && old.deprecated.sunset <= today;
    return changes.map(({ breaks, says }) => ({ operation, breaks: breaks && !gone, says: breaks && gone ? `${says}; it was to go on ${old.deprecated.sunset}` : says }));
  });
}

function compareOperations(old: ReleasedOperation, now: ReleasedOperation): SchemaChange[] {
  const changes: SchemaChange[] = [];
  const moved = (what: string, from: string, to: string) => from !== to && changes.push({ breaks: true, says: `${what} is now ${to}, and was ${from}` });
  moved('the method', old.method, now.method);
  // The caller's own names for the parameters are not sent.
  moved('the path', nameless(old.path), nameless(now.path));
  moved('the status of success', String(old.status), String(now.status));
  moved('idempotency', old.idempotent, now.idempotent);
  moved('the audit action', old.auditAction ?? 'none', now.auditAction ?? 'none');
  return [...changes, ...comparePermissions(old, now), ...compareRefusals(old, now), ...compareDates(old, now), ...compareBudgets(old, now), ...comparePlaces(old, now)];
}

const nameless = (path: string) => path.replaceAll(/\{\w+\}/g, '{}');

/** From asking nothing to asking for membership; a permission of a tenant's roles asks for more than any of them, and none for less than another. */
const openness = ['public', 'signed_in', 'member'];

function comparePermissions(old: ReleasedOperation, now: ReleasedOperation): SchemaChange[] {
  if (old.permission === now.permission) return [];
  const rank = (permission: string) => (openness.includes(permission) ? openness.indexOf(permission) : openness.length);
  return [{ breaks: rank(now.permission) >= rank(old.permission), says: `the permission asked for is now ${now.permission}, and was ${old.permission}` }];
}

/** Who meets these sends what no call of an earlier release sent: an API key, If-Match or a version. */
const toNewcomers = ['api_key_invalid', 'not_for_api_keys', 'precondition_failed', 'two_credentials', 'version_unknown'] as const satisfies readonly RefusalCode[];

/** Who met these could not call at all by what they showed: where that is let in, no call that was answered before is answered otherwise. */
const openings: readonly string[] = ['not_for_api_keys'] satisfies RefusalCode[];

/**
 * A refusal that no longer comes breaks, but for an opening: callers act on its code, or relied on being refused. A new one breaks where its status
 * is new for the operation; where it is not, callers that go by the status, as RFC 9457 lets them, know what to do.
 */
function compareRefusals(old: ReleasedOperation, now: ReleasedOperation): SchemaChange[] {
  const statusOf = (code: string) => (Object.hasOwn(refusalCatalog, code) ? refusalCatalog[code as RefusalCode].status : undefined);
  const statuses = new Set(old.refusals.map(statusOf));
  const removed = old.refusals.filter((code) => !now.refusals.includes(code)).map((code) => ({ breaks: !openings.includes(code), says: `no longer refuses with ${code}` }));
  const added = now.refusals.filter((code) => !old.refusals.includes(code)).map((code) => {
    const isNew = !statuses.has(statusOf(code));
    return { breaks: isNew && !(toNewcomers as readonly string[]).includes(code), says: `now also refuses with ${code}${isNew ? `, the first with status ${String(statusOf(code))}` : ''}` };
  });
  return [...removed, ...added];
}

function compareDates({ deprecated: old }: ReleasedOperation, { deprecated: now }: ReleasedOperation): SchemaChange[] {
  if (!old && now) return [{ breaks: false, says: `is deprecated since ${now.since} and goes on ${now.sunset}; instead: ${now.instead}` }];
  if (old && !now) return [{ breaks: false, says: 'is no longer deprecated' }];
  if (!old || !now || old.sunset === now.sunset) return [];
  return [{ breaks: now.sunset < old.sunset, says: `goes on ${now.sunset}, and was to go on ${old.sunset}` }];
}

const compareBudgets = ({ budget: old }: ReleasedOperation, { budget: now }: ReleasedOperation): SchemaChange[] =>
  (['statements', 'bytes', 'p95Ms'] as const).filter((what) => old[what] !== now[what]).map((what) => ({ breaks: false, says: `may cost ${now[what]} ${what}, and might cost ${old[what]}` }));

const nothing = { type: 'object', properties: {}, additionalProperties: false };

function comparePlaces(old: ReleasedOperation, now: ReleasedOperation): SchemaChange[] {
  const positional = (params: ReleasedOperation['params']) => ({ ...nothing, properties: Object.fromEntries(Object.values(params?.properties ?? {}).map((schema, index) => [String(index + 1), schema])) });
  // A path of other placeholders is told above.
  const samePath = nameless(old.path) === nameless(now.path);
  const bodies = old.body || !now.body ? compareSchemas(old.body ?? nothing, now.body ?? nothing, 'body', 'sent') : [{ breaks: true, says: 'now takes a body' }];
  return [
    ...(samePath ? compareSchemas(positional(old.params), positional(now.params), 'path', 'sent') : []),
    ...compareSchemas(old.query ?? nothing, now.query ?? nothing, 'query', 'sent'),
    ...bodies,
    ...compareSchemas(old.reply, now.reply, 'reply', 'answered'),
  ];
}
