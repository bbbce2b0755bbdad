import { describe, expect, test } from '@jest/globals';
import * as z from 'zod/mini';
import { allOperations } from '../operations/index.js';
import { permissions, refusalCatalog, refusalsOf, startingRoles, type Operation } from './index.js';

const operations: [string, Operation][] = [...allOperations];
const shapeOf = (schema: z.ZodMiniType | undefined): Record<string, unknown> => (schema instanceof z.ZodMiniObject ? schema.shape : {});
const halfYearDays = 180;

/** What is wrong with the dates of a deprecation, in words. */
function deprecationFaults({ name, deprecated }: Operation): string[] {
  if (!deprecated) return [];
  const [since, sunset] = [deprecated.since, deprecated.sunset].map((day) => (/^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : Number.NaN));
  const days = ((sunset ?? Number.NaN) - (since ?? Number.NaN)) / 86_400_000;
  return [
    ...(days >= halfYearDays ? [] : [`${name} gives callers ${days} days`]),
    ...(allOperations.has(deprecated.instead) && deprecated.instead !== name ? [] : [`${name} names no operation to call instead`]),
  ];
}

/** A preview is told what is typed, which may be longer than an address can be, and changes nothing. */
const previews = ({ name, method }: Operation) => method === 'POST' && name.startsWith('preview');
const unsafe = (operation: Operation) => operation.method !== 'GET' && !previews(operation);

describe.each(operations)('the contract of %s', (name, operation) => {
  test('is found by its own name, in camelCase', () => {
    expect(operation.name).toBe(name);
    expect(name).toMatch(/^[a-z]+([A-Z][a-z]+)+$/);
    expect(operation.summary).toMatch(/^\S.{9,}[^.\s]$/);
  });

  test('says who may call it', () => {
    expect([...permissions, 'member', 'signed_in', 'public']).toContain(operation.permission);
  });

  test('says what it may cost', () => {
    for (const limit of [operation.budget.statements, operation.budget.bytes, operation.budget.p95Ms]) {
      expect(Number.isInteger(limit) && limit > 0).toBe(true);
    }
  });

  test('goes, where it is deprecated, half a year after that was said at the earliest, and another operation takes its place', () => {
    expect(deprecationFaults(operation)).toEqual([]);
  });

  test('lies under /v1, in lower case, and names no tenant', () => {
    expect(operation.path).toMatch(/^\/v1(\/([a-z]+(-[a-z]+)*|\{[a-z][A-Za-z]*\}))+$/);
    for (const schema of [operation.params, operation.query, operation.body]) {
      expect(Object.keys(shapeOf(schema)).filter((field) => /tenant/i.test(field))).toEqual([]);
    }
  });

  test('has in its params exactly what its path names', () => {
    const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter);
    expect(Object.keys(shapeOf(operation.params)).sort()).toEqual(inPath.sort());
    expect(operation.params === undefined).toBe(inPath.length === 0);
  });

  test('refuses what it does not know, in path, query and body', () => {
    for (const schema of [operation.params, operation.query, operation.body]) {
      if (schema) expect((z.toJSONSchema(schema, { io: 'input' }) as { additionalProperties?: unknown }).additionalProperties).toBe(false);
    }
  });

  test('takes an Idempotency-Key exactly when it changes something, unless the sign-in library answers', () => {
    // A session that has ended stays ended, however often it is asked for; and who ends one may be in no company that could keep a key.
    const once = operation.method === 'DELETE' && operation.path.startsWith('/v1/sessions');
    const expected = !unsafe(operation) ? 'safe' : operation.external === undefined && !once && !operation.signed ? 'key' : 'no';
    expect(operation.idempotent).toBe(expected);
    expect(operation.external === undefined).toBe(!operation.path.startsWith('/v1/auth/'));
  });

  test('leaves an audit entry exactly when it changes something', () => {
    if (!unsafe(operation)) expect(operation.auditAction).toBeNull();
    else expect(operation.auditAction).toMatch(/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/);
  });

  test('takes a body only when it changes something, or foretells what a change would bring', () => {
    if (!unsafe(operation) && !previews(operation)) expect(operation.body).toBeUndefined();
  });

  test('refuses with codes of the catalog only, each said once', () => {
    for (const code of refusalsOf(operation)) expect(Object.keys(refusalCatalog)).toContain(code);
    expect(new Set(operation.refusals).size).toBe(operation.refusals.length);
  });
});

describe('all operations', () => {
  test('are there', () => expect(operations.length).toBeGreaterThanOrEqual(30));

  test('have each their own method and path, also where a placeholder stands for a word', () => {
    const places = operations.map(([, { method, path }]) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });

  test('leave each their own audit action', () => {
    // What decides several leaves the entry of each decision, and none beside them.
    const actions = operations.filter(([name]) => name !== 'decideRequests').flatMap(([, { auditAction }]) => auditAction ?? []);
    expect(actions.filter((action, index) => actions.indexOf(action) !== index)).toEqual([]);
  });

  test('are open to nobody in particular only for signing up and in, for whoever has the link of an invitation or signs a message, for saying that the API runs, and what webhooks can say', () => {
    expect(operations.filter(([, { permission }]) => permission === 'public').map(([name]) => name).sort()).toEqual(['getHealth', 'listEventTypes', 'receiveInboundMessage', 'showInvitation', 'signIn', 'signUp']);
  });

  test('use every permission, so that none promises what does not exist', () => {
    const used = new Set(operations.map(([, { permission }]) => permission));
    // Decided within an operation, by the rows that it sees: not asked for by one.
    const withinOperations = ['request.read_all', 'workflow.read_all'];
    expect(permissions.filter((permission) => !used.has(permission) && !withinOperations.includes(permission))).toEqual([]);
  });
});

describe('a deprecation', () => {
  const deprecating = (since: string, sunset: string, instead: string) => deprecationFaults({ ...(allOperations.get('listRoles') as Operation), deprecated: { since, sunset, instead } });

  test('says when, until when and what instead, or it is refused (row:K2)', () => {
    expect(deprecating('2026-01-01', '2026-06-30', 'listMembers')).toEqual([]);
    expect(deprecating('2026-01-01', '2026-06-29', 'listMembers')).toEqual(['listRoles gives callers 179 days']);
    expect(deprecating('2026-01-01', 'some day', 'listMembers')).toEqual(['listRoles gives callers NaN days']);
    expect(deprecating('2026-01-01', '2026-12-31', 'listGhosts')).toEqual(['listRoles names no operation to call instead']);
    expect(deprecating('2026-01-01', '2026-12-31', 'listRoles')).toEqual(['listRoles names no operation to call instead']);
  });
});

describe('the refusals that follow from what an operation is', () => {
  const bare: Operation = { name: 'x', summary: '', method: 'GET', path: '/v1/x', reply: z.unknown(), status: 200, permission: 'public', refusals: [], auditAction: null, idempotent: 'safe', budget: { statements: 1, bytes: 1, p95Ms: 1 } };
  const added = (more: Partial<Operation>) => refusalsOf({ ...bare, ...more }).filter((code) => !refusalsOf(bare).includes(code));

  test.each([
    ['nothing', {}, []],
    ['a query', { query: z.strictObject({}) }, []],
    ['an id in the path', { params: z.strictObject({}) }, ['not_found']],
    ['a method that can send a body', { method: 'POST' }, ['payload_too_large', 'unsupported_media_type']],
    ['a session', { permission: 'signed_in' }, ['not_for_api_keys', 'not_signed_in']],
    ['a membership', { permission: 'member' }, ['no_active_tenant', 'not_for_api_keys', 'not_signed_in', 'permission_denied']],
    ['a permission', { permission: 'task.decide' }, ['no_active_tenant', 'not_signed_in', 'permission_denied']],
    ['a key', { idempotent: 'key' }, ['idempotency_key_required', 'idempotency_key_reused', 'not_for_api_keys', 'origin_not_allowed']],
    ['a change without a key', { idempotent: 'no' }, ['not_for_api_keys', 'origin_not_allowed']],
    ['a screen', { path: '/v1/screens/x' }, ['not_for_api_keys']],
    ['its own', { refusals: ['own_request', 'own_request', 'unavailable'] }, ['own_request']],
  ] as [string, Partial<Operation>, string[]][])('%s', (_name, more, expected) => expect(added(more)).toEqual(expected));
});

describe('the refusals', () => {
  test.each(Object.entries(refusalCatalog))('%s has a status of a refusal and a title without a full stop', (code, { status, title }) => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect([400, 401, 403, 404, 405, 408, 409, 412, 413, 415, 422, 429, 503]).toContain(status);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
  });
});

describe('the starting roles', () => {
  test('hold permissions that exist, each once', () => {
    for (const held of Object.values(startingRoles)) {
      expect(held.filter((permission) => !permissions.includes(permission))).toEqual([]);
      expect(new Set(held).size).toBe(held.length);
    }
  });

  test('let nobody but an approver decide', () => {
    expect(Object.entries(startingRoles).filter(([, held]) => (held as readonly string[]).includes('task.decide')).map(([name]) => name)).toEqual(['approver']);
  });

  test('let an auditor change nothing: of what writes, only notes and watching are theirs, which alter nothing in a request', () => {
    const reads = new Set<string>(startingRoles.auditor);
    const open = operations.filter(([, candidate]) => unsafe(candidate) && reads.has(candidate.permission)).map(([name]) => name);
    expect(open).toEqual(['addNote', 'editNote', 'removeNote', 'watchRequest']);
  });
});
