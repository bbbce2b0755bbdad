import { describe, expect, it } from '@jest/globals';
import type { FieldProblem, Operation } from '@countersign/contracts/platform';
import { randomUUID } from 'node:crypto';
import { wrongBodies } from './http-faults.js';
import { refusesIfMatch, refusesWhatIsStale, tagsItsAnswer } from './http-tags.js';
import type { HttpWorld } from './http-world.js';
import { expectRefusal, type HttpChecks } from './http-expectations.js';
import { keptRows } from './kept-rows.js';
import { sendRaw, statementsOf, type RawAnswer } from './raw-call.js';

/** Where a refused input is at fault. */
export const pointersOf = (answer: RawAnswer) => ((answer.json.errors ?? []) as FieldProblem[]).map(({ pointer }) => pointer);

const entriesOf = `
  select 1 from app.audit_entries where action = $1
  union all select 1 from identity.audit_entry where convert_from(canonical, 'UTF8')::jsonb->>'action' = $1`;

/** How many audit entries of an action there are, in any company and in the installation's own log. */
export async function countEntries(world: HttpWorld, action: string | null): Promise<number> {
  return (await world.api.database.look(entriesOf, [action])).length;
}

/** The specs that every operation passes, by what its contract says of it. */
export function holdsItsContract(checks: HttpChecks): void {
  const { operation } = checks;
  answersAsPromised(checks);
  if (operation.permission !== 'public') refusesWhoMayNot(checks);
  // Of what anybody may call, nothing is another company's.
  if (operation.params && operation.permission !== 'public') looksAbsent(checks);
  if (operation.body) refusesWhatDoesNotFit(checks);
  else refusesUnknownParameters(checks);
  if (operation.idempotent === 'key') happensOncePerKey(checks);
  if (operation.entityTag) tagsItsAnswer(checks);
  if (operation.ifMatch) refusesWhatIsStale(checks, operation.ifMatch);
  else if (operation.idempotent !== 'safe') refusesIfMatch(checks);
}

/** Holds what an answer cost, as the API counted it, against the budget of its contract. */
export function expectWithinBudget({ budget }: Operation, answer: RawAnswer): void {
  expect(statementsOf(answer)).toBeLessThanOrEqual(budget.statements);
  expect(Buffer.byteLength(answer.text)).toBeLessThanOrEqual(budget.bytes);
}

function answersAsPromised({ operation, world, ready }: HttpChecks): void {
  describe(String(operation.status), () => {
    it('answers as its contract says, leaves its audit entry once with a receipt that proves it, and costs no more than it may (row:E1 row:E2 row:K1)', async () => {
      const { by, input } = await ready();
      const { api } = world();
      const before = await keptRows(api.database);
      const entries = await countEntries(world(), operation.auditAction);
      const answer = await sendRaw(api.baseUrl, operation, input, { by });
      expect({ status: answer.status, problem: answer.json.code }).toEqual({ status: operation.status, problem: undefined });
      expect(operation.reply.safeParse(answer.json).success).toBe(true);
      expectWithinBudget(operation, answer);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      if (operation.auditAction === null) expect(await keptRows(api.database)).toEqual(before);
      else expect(await countEntries(world(), operation.auditAction)).toBe(entries + 1);
      if (operation.idempotent === 'key') await expectReceipt(world(), operation, answer);
      expect(api.errors).toEqual([]);
    });
  });
}

async function expectReceipt(world: HttpWorld, operation: Operation, answer: RawAnswer): Promise<void> {
  const [, entryId, leaf] = /^entry=([0-9a-f-]{36}); leaf=([0-9a-f]{64})$/.exec(answer.headers.get('countersign-receipt') ?? '') ?? [];
  const kept = await world.api.database.look("select action, encode(leaf, 'hex') as leaf from app.audit_entries where id = $1", [entryId]);
  expect(kept).toEqual([{ action: operation.auditAction, leaf }]);
}

function refusesWhoMayNot({ operation, world, ready }: HttpChecks): void {
  const { permission } = operation;
  describe('401', () => {
    it('refuses who is not signed in, or with a session that was not signed by us, and writes nothing (row:F2)', async () => {
      const { by, input } = await ready();
      await expectRefusal(world(), operation, input, {}, 'not_signed_in');
      const forged = `${(by.headers().cookie ?? '').slice(0, -6)}AAAA%3D`;
      await expectRefusal(world(), operation, input, { headers: { cookie: forged } }, 'not_signed_in');
    });
  });
  if (permission === 'signed_in') return;
  describe('403', () => {
    it('refuses who has no active company, and writes nothing (row:F2)', async () => {
      await expectRefusal(world(), operation, (await ready()).input, { by: world().homeless }, 'no_active_tenant');
    });
    if (permission === 'member') return;
    it('refuses a member whose roles do not give the permission, says which one, and writes nothing (row:F2)', async () => {
      const answer = await expectRefusal(world(), operation, (await ready()).input, { by: world().powerless }, 'permission_denied');
      expect(answer.json.permission).toBe(permission);
    });
  });
}

function looksAbsent({ operation, world, ready }: HttpChecks): void {
  describe('404', () => {
    it('gives the same answer for what is not there and for what is of another company, and writes nothing (row:F1)', async () => {
      const { by, input } = await ready();
      const nowhere = { ...input, params: Object.fromEntries(Object.entries(input.params ?? {}).map(([name, value]) => [name, name.endsWith('Id') ? randomUUID() : value])) };
      const unknown = await expectRefusal(world(), operation, nowhere, { by }, 'not_found');
      const foreign = await expectRefusal(world(), operation, input, { by: world().foreigner }, 'not_found');
      expect(foreign.text).toBe(unknown.text);
      for (const id of ['0', "'; drop table app.tenants; --", '../../v1/session', '%00', 'x'.repeat(190)]) {
        const answer = await expectRefusal(world(), operation, { ...input, params: Object.fromEntries(Object.keys(input.params ?? {}).map((name) => [name, id])) }, { by }, 'not_found');
        expect(answer.text).toBe(unknown.text);
      }
    });
  });
}

function refusesWhatDoesNotFit({ operation, world, ready }: HttpChecks): void {
  describe('422', () => {
    it('refuses a body that does not fit, says where it is at fault, and writes nothing (row:F6)', async () => {
      const { by, input } = await ready();
      for (const { what, body, pointer } of wrongBodies(operation, input.body as Record<string, unknown>)) {
        const answer = await expectRefusal(world(), operation, { ...input, body }, { by }, 'invalid_input');
        const places = pointersOf(answer);
        expect({ what, found: places.some((place) => place === pointer || place.startsWith(`${pointer}/`)), places }).toEqual({ what, found: true, places });
      }
    });
  });
  describe('400, 413 and 415', () => {
    it('refuses a body that cannot be read, reaches for a prototype, is too large or of another type, and writes nothing (row:F6)', async () => {
      const { by, input } = await ready();
      const text = JSON.stringify(input.body);
      for (const broken of ['{', '', text.slice(0, -1), `{"__proto__":{"admin":true},${text.slice(1)}`, `{"constructor":{"prototype":{"admin":true}},${text.slice(1)}`]) await expectRefusal(world(), operation, input, { by, text: broken }, 'malformed_request');
      await expectRefusal(world(), operation, input, { by, text: JSON.stringify({ ...(input.body as object), more: 'x'.repeat(300_000) }) }, 'payload_too_large');
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) await expectRefusal(world(), operation, input, { by, text, headers: { 'content-type': type } }, 'unsupported_media_type');
    });
  });
}

function refusesUnknownParameters({ operation, world, ready }: HttpChecks): void {
  if (!operation.query && !operation.params) return;
  describe('422', () => {
    it('refuses parameters that it does not take, says which, and writes nothing (row:F6)', async () => {
      const { by, input } = await ready();
      const answer = await expectRefusal(world(), operation, { ...input, query: { ...input.query, tenantId: randomUUID() } }, { by }, 'invalid_input');
      expect(pointersOf(answer)).toEqual(['/query/tenantId']);
    });
  });
}

function happensOncePerKey({ operation, world, ready, keyHoldsForOtherBody = true }: HttpChecks): void {
  describe('Idempotency-Key', () => {
    it('is asked for, and nothing is written without it, or for a page of another site (row:D4)', async () => {
      const { by, input } = await ready();
      await expectRefusal(world(), operation, input, { by, key: null }, 'idempotency_key_required');
      for (const key of ['', 'with space', 'é', 'x'.repeat(201)]) await expectRefusal(world(), operation, input, { by, key: null, headers: { 'idempotency-key': key } }, 'idempotency_key_required');
      for (const origin of ['https://elsewhere.example', 'null', `${world().api.baseUrl}.elsewhere.example`, world().api.baseUrl.replace('http:', 'https:')]) await expectRefusal(world(), operation, input, { by, headers: { origin } }, 'origin_not_allowed');
    });

    it('gives the same answer again, byte for byte and from another process, and the effect once; after a refusal it is still free (row:D4)', async () => {
      const { by, input } = await ready();
      const { api, twin } = world();
      const key = randomUUID();
      await expectRefusal(world(), operation, { ...input, query: { more: '1' } }, { by, key }, 'invalid_input');
      const first = await sendRaw(api.baseUrl, operation, input, { by, key });
      expect(first.status).toBe(operation.status);
      const after = await keptRows(api.database);
      for (const { baseUrl } of [api, twin]) {
        const again = await sendRaw(baseUrl, operation, input, { by, key });
        expect({ status: again.status, text: again.text, receipt: again.headers.get('countersign-receipt') }).toEqual({ status: first.status, text: first.text, receipt: first.headers.get('countersign-receipt') });
      }
      expect(await keptRows(api.database)).toEqual(after);
      if (!keyHoldsForOtherBody) return;
      await expectRefusal(world(), operation, (await ready()).input, { by, key }, 'idempotency_key_reused');
    });

    it('lets one of two twins in two processes carry it out, and gives both the same answer (row:D4)', async () => {
      const { by, input } = await ready();
      const { api, twin } = world();
      const entries = await countEntries(world(), operation.auditAction);
      const key = randomUUID();
      const answers = await Promise.all([api, twin, api, twin].map(({ baseUrl }) => sendRaw(baseUrl, operation, input, { by, key })));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => operation.status));
      expect(new Set(answers.map(({ text, headers }) => `${headers.get('countersign-receipt') ?? ''} ${text}`)).size).toBe(1);
      expect(await countEntries(world(), operation.auditAction)).toBe(entries + 1);
      expect(twin.errors).toEqual([]);
    });
  });
}
