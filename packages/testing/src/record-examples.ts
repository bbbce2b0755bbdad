import { allOperations, type OperationExample } from '@countersign/contracts/operations';
import type { Operation } from '@countersign/contracts/platform';
import { createHash } from 'node:crypto';
import { prepareOwn, type PreparedCall } from './authorization-calls.js';
import { authorizationTable, callers, type CallerKind } from './authorization-table.js';
import type { AuthorizationWorld } from './authorization-world.js';
import { sendRaw } from './raw-call.js';

export type Examples = Readonly<Record<string, OperationExample>>;

/** Whom an example is shown of, where several may. */
const preferred: readonly CallerKind[] = ['requester', 'approver', 'admin', 'auditor', 'tenantless', 'anonymous'];
const itemsMax = 3;

/** Calls every operation as somebody who may, and keeps what was sent and what came back, with ids and times that are the same each time. */
export async function recordExamples(world: AuthorizationWorld): Promise<Examples> {
  const examples: Record<string, OperationExample> = {};
  const calls: { readonly operation: Operation; readonly call: PreparedCall }[] = [];
  // All are prepared before any is made: some change what others stand on.
  for (const [name, { own }] of Object.entries(authorizationTable)) {
    const operation = allOperations.get(name);
    const kind = preferred.find((candidate) => own[callers.indexOf(candidate)] === 'ok');
    const call = operation && kind && (await prepareOwn(world, name, kind));
    if (operation && call) calls.push({ operation, call });
  }
  for (const { operation, call } of calls) {
    const { params, query, body } = call.input;
    const answer = await sendRaw(world.api.baseUrl, operation, call.input, { by: call.by });
    if (answer.status !== operation.status) throw new Error(`${operation.name} answered ${answer.status}: ${answer.text}`);
    examples[operation.name] = settle({ input: { ...(params && { params }), ...(query && { query }), ...(body !== undefined && { body }) }, reply: operation.answers === 'image/webp' || operation.answers === 'application/octet-stream' ? Object.values(params ?? {}).at(-1) : shorten(answer.json) });
  }
  return examples;
}

/** A list of many items says no more than one of a few. */
function shorten(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, itemsMax).map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shorten(item)]));
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const firstMinute = Date.parse('2026-11-23T09:00:00.000Z');

/** Replaces what differs from one recording to the next; the same value by the same value, times in their order. No secret stays. */
function settle(example: OperationExample): OperationExample {
  const text = JSON.stringify(example)
    .replaceAll(new RegExp(`(?<=")${uuid.source}@example`, 'g'), 'kim.person@example')
    .replaceAll(new RegExp(` ${uuid.source}`, 'g'), '')
    .replaceAll(/\.\d+@example/g, '@example')
    .replaceAll(/whsec_[A-Za-z0-9+/=]+/g, `whsec_${Buffer.from('an example, and no secret of anybody').toString('base64')}`)
    .replaceAll(/(?<=["/])[A-Za-z0-9_-]{43}(?=")/g, 'ExampleTokenOfAnInvitationThatOpensNothing_')
    .replaceAll(/(?<=\?address=)[A-Za-z0-9_.-]+/g, 'ExampleOfAnAddressThatTakesNothing')
    .replaceAll(/(?<=secret"?[:=]"?)[A-Z2-7]{32}/g, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    .replaceAll(/(?<=")[A-Z2-7]{4}(-[A-Z2-7]{4}){3}(?=")/g, 'EXAM-PLEO-FACO-DE23')
    .replaceAll(/(?<="code":")\d{6}(?=")/g, '287082')
    .replaceAll(/(?<="nextCursor":")[^"]+/g, 'as-it-came');
  const instants = [...new Set(text.match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g))].sort();
  const settled = text
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (instant) => new Date(firstMinute + instants.indexOf(instant) * 60_000).toISOString())
    .replaceAll(uuid, counting((count) => `019ab0c0-0000-7000-8000-${String(count).padStart(12, '0')}`))
    .replaceAll(/\b[0-9a-f]{64}\b/g, counting((count) => createHash('sha256').update(`example ${count}`).digest('hex')))
    .replaceAll(/(?<=")[0-9a-f]{32}(?=")/g, counting((count) => createHash('md5').update(`example ${count}`).digest('hex')));
  return JSON.parse(settled) as OperationExample;
}

/** A replacement that gives each value it meets a number of its own. */
function counting(write: (count: number) => string): (found: string) => string {
  const met = new Map<string, string>();
  return (found) => {
    const known = met.get(found) ?? write(met.size + 1);
    met.set(found, known);
    return known;
  };
}

/** The source text of packages/contracts/src/operations/examples.ts: an operation per line, so that two changes meet on no line. */
export function renderExamples(examples: Examples): string {
  const lines = Object.entries(examples).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, example]) => `  ${name}: ${JSON.stringify(example)},`);
  return `import type { OperationExample } from './openapi.js';

/** A call of every operation, as it was sent and answered. Written by \`npm run examples:write\`, not edited; a test makes each call again. */
export const examples: Readonly<Record<string, OperationExample>> = {
${lines.join('\n')}
};
`;
}
