import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { createApiKey, listApiKeys } from '@countersign/contracts/api-keys';
import { expectRefusal, holdsItsContract, openHttpWorld, pointersOf, type HttpWorld } from '@countersign/testing';
import { createHash } from 'node:crypto';

let world: HttpWorld;
beforeAll(async () => {
  world = await openHttpWorld();
}, 120_000);
afterAll(() => world.close());

let count = 0;
const ready = () => ({ by: world.company.admin, input: { body: { name: `Number ${(count += 1)}`, scopes: ['request.read', 'request.submit'] as ['request.read', 'request.submit'] } } });
holdsItsContract({ operation: createApiKey, world: () => world, ready });

const dayMs = 24 * 3600 * 1000;
const daysOf = ({ createdAt, expiresAt }: { readonly createdAt: string; readonly expiresAt: string }) => (Date.parse(expiresAt) - Date.parse(createdAt)) / dayMs;
const everything = `select coalesce(string_agg(dump, ' '), '') as kept from (
  select t::text as dump from app.api_keys t union all select t::text from entry.api_key_hashes t union all select t::text from app.idempotency_keys t
  union all select convert_from(t.canonical, 'UTF8') from app.audit_entries t) all_rows`;

describe('201', () => {
  it('shows 256 random bits once and keeps their SHA-256 only (row:F3)', async () => {
    const { by, input } = ready();
    const { secret, ...made } = await by.call(createApiKey, input);
    expect(secret).toMatch(/^cs_key_[A-Za-z0-9_-]{43}$/);
    const kept = (await world.api.database.look<{ kept: string }>(everything))[0]?.kept ?? '';
    expect(kept).toContain(createHash('sha256').update(secret).digest('hex'));
    for (const spelling of [secret, secret.slice('cs_key_'.length), Buffer.from(secret).toString('hex'), Buffer.from(secret.slice('cs_key_'.length), 'base64url').toString('hex')]) expect(kept).not.toContain(spelling);
    const { items } = await by.call(listApiKeys, { query: {} });
    expect(items).toContainEqual(made);
    expect(JSON.stringify(items)).not.toContain(secret.slice('cs_key_'.length + 4));
    expect((await by.call(createApiKey, ready().input)).secret).not.toBe(secret);
  });

  it('lasts 90 days, or as many as it is told, a year at most (row:F3)', async () => {
    const { by, input } = ready();
    expect(daysOf(await by.call(createApiKey, input))).toBe(90);
    for (const expiresInDays of [1, 365]) expect(daysOf(await by.call(createApiKey, { body: { ...input.body, expiresInDays } }))).toBe(expiresInDays);
    for (const expiresInDays of [0, 366, 1.5]) expect(pointersOf(await expectRefusal(world, createApiKey, { body: { ...input.body, expiresInDays } }, { by }, 'invalid_input'))).toEqual(['/body/expiresInDays']);
  });

  it('is recorded in this company, and in no other (row:E1 row:F1)', async () => {
    const { by, input } = ready();
    const { id } = await by.call(createApiKey, input);
    const actions = async (person: typeof by) => (await person.call(listAuditEntries, { query: { subjectId: id } })).items.map(({ action }) => action);
    expect(await actions(by)).toContain('api_key.created');
    expect(await actions(world.foreigner)).toEqual([]);
  });
});

describe('403', () => {
  it('names nothing that its maker may not do (row:F3 row:F2)', async () => {
    const answer = await expectRefusal(world, createApiKey, { body: { name: 'Too much', scopes: ['request.read', 'workflow.publish'] } }, { by: world.company.requester }, 'permission_denied');
    expect(answer.json.permission).toBe('workflow.publish');
  });
});

describe('409', () => {
  it('refuses the 51st that is neither revoked nor expired, of several made at once too (row:F3)', async () => {
    const by = await world.company.join('Makes many', ['requester']);
    const input = (name: string) => ({ body: { name, scopes: ['request.read' as const] } });
    for (let number = 1; number <= 48; number += 1) await by.call(createApiKey, input(`Key ${number}`));
    const answers = await Promise.allSettled(['a', 'b', 'c', 'd'].map((name) => by.call(createApiKey, input(name))));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await expectRefusal(world, createApiKey, input('One more'), { by }, 'api_keys_full');
  }, 60_000);
});

describe('422', () => {
  it('names nothing by which anybody could be given more rights, and something at least (row:F3 row:F2)', async () => {
    const { by, input } = ready();
    for (const scope of ['role.define', 'member.assign_roles', 'member.invite', 'member', 'everything']) {
      expect(pointersOf(await expectRefusal(world, createApiKey, { body: { ...input.body, scopes: ['request.read', scope] } }, { by }, 'invalid_input'))).toEqual(['/body/scopes/1']);
    }
    await expectRefusal(world, createApiKey, { body: { ...input.body, scopes: [] } }, { by }, 'invalid_input');
  });
});
