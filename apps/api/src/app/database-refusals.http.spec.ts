import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOperations } from '@countersign/contracts/operations';
import { newCompany, openTestApi, sendRaw, type Company, type RawAnswer, type RawInput, type TestApi } from '@countersign/testing';

let api: TestApi;
let company: Company;
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
}, 120_000);
afterAll(() => api.close());

const words = 'secret_word';
/** What may never leave: our text, SQL, names of tables, columns and constraints, SQLSTATEs, libraries, and where in the code it was. */
const traces = [words, /\b[0-9A-Z]{2}[0-9]{2}[0-9A-Z]\b/, /violates|constraint|relation|\bcolumn\b|failing row|duplicate key|permission denied for|syntax error|deadlock|canceling statement/i, /\b(app|entry|identity|pgboss)\.[a-z_]+/, /\b(select|insert into|update|delete from)\b.*\b(from|set|values|where)\b/i, /typeorm|queryfailed|pg-pool|node_modules|plpgsql|postgres/i, /\.(ts|js):\d+/];

const writes: Readonly<Record<string, () => RawInput>> = {
  createRole: () => ({ body: { name: crypto.randomUUID(), permissions: ['request.read'] } }),
  createWebhookEndpoint: () => ({ body: { name: crypto.randomUUID(), url: 'https://hooks.example.com/other' } }),
  inviteMember: () => ({ body: { email: `${crypto.randomUUID()}@example.com`, roleIds: [] } }),
  submitRequest: () => ({ body: { requestTypeId: company.requestTypeId, content: { title: 'Chairs', amount: { amount: '10.00', currency: 'EUR' } } } }),
};
const reads: Readonly<Record<string, () => RawInput>> = { listRoles: () => ({}), showInbox: () => ({}), listRequests: () => ({}), listAuditEntries: () => ({}) };

async function call(name: string, input: RawInput): Promise<RawAnswer> {
  const operation = allOperations.get(name);
  if (!operation) throw new Error(`there is no operation ${name}`);
  return sendRaw(api.baseUrl, operation, input, { by: company.admin });
}

/** What an answer gave away, in words. */
function leaks(name: string, { status, headers, text, json }: RawAnswer): string[] {
  const all = `${[...headers].filter(([header]) => header !== 'date' && header !== 'content-security-policy').map((pair) => pair.join(': ')).join('\n')}\n${text.replaceAll(String(json.reference ?? '(none)'), '')}`;
  const told = traces.filter((trace) => (typeof trace === 'string' ? all.includes(trace) : trace.test(all))).map((trace) => `${name}: tells ${String(trace)} in ${all}`);
  return status < 500 ? [...told, `${name}: answered ${status}, as if nothing were wrong`] : told;
}

// One of each class that a server sends: data, keys, rights, names that are not there, conflicts, limits, our own, and its own faults.
const states = ['23505', '23503', '23502', '23514', '23P01', '22P02', '22003', '22001', '22021', '42501', '42P01', '42703', '42883', '40001', '40P01', '55P03', '57014', '53300', '53100', '25006', 'P0001', 'XX000'];

describe('R33 what the database says of a refusal stays inside (row:F6)', () => {
  it.each(states)('SQLSTATE %s: no text, name, code or place of it is in an answer', async (state) => {
    // Every change writes an audit entry.
    await api.database.look(`create or replace function app.refuse_entry() returns trigger language plpgsql set search_path = pg_catalog as $body$
      begin raise exception 'duplicate key value violates unique constraint "${words}"' using errcode = '${state}', detail = 'Failing row contains (${words}).', hint = '${words}', constraint = '${words}', table = '${words}', column = '${words}', schema = 'app'; end $body$;
      create or replace trigger refuse_entry before insert on app.audit_entries for each row execute function app.refuse_entry()`);
    const found: string[] = [];
    for (const [name, input] of Object.entries(writes)) found.push(...leaks(name, await call(name, input())));
    expect(found).toEqual([]);
  });

  it.each([
    ['a table that is gone', 'alter table app.roles rename to secret_word; alter table app.audit_entries rename to secret_word_entries; alter table app.requests rename to secret_word_requests'],
    ['a right that was taken away', 'revoke select on app.roles, app.audit_entries, app.requests from cs_app'],
    ['a policy that cannot be evaluated', "alter policy tenant_isolation on app.roles using (tenant_id = 'secret_word'::text::uuid); alter policy tenant_isolation on app.audit_entries using (1 / (length('x') - 1) = 1); alter policy tenant_isolation on app.requests using (tenant_id = 'secret_word'::text::uuid)"],
  ])('%s: a read tells nothing of it', async (_, planted) => {
    const undo = planted.startsWith('alter table') ? 'alter table app.secret_word rename to roles; alter table app.secret_word_entries rename to audit_entries; alter table app.secret_word_requests rename to requests' : 'grant select on app.roles, app.audit_entries, app.requests to cs_app';
    await api.database.look(planted);
    const found: string[] = [];
    for (const [name, input] of Object.entries(reads)) found.push(...leaks(name, await call(name, input())));
    await api.database.look(undo);
    expect(found).toEqual([]);
  });

  it('is seen where an answer does tell (planted)', () => {
    const answer = { status: 500, headers: new Headers(), json: {}, text: 'duplicate key value violates unique constraint "roles_tenant_id_name_key"' };
    expect(leaks('planted', answer)).toHaveLength(1);
    expect(leaks('planted', { ...answer, text: 'error 23505' })).toHaveLength(1);
    expect(leaks('planted', { ...answer, text: 'at RoleRepository.add (role.repository.js:12)' })).toHaveLength(1);
    expect(leaks('planted', { ...answer, text: 'The call failed' })).toEqual([]);
  });
});
