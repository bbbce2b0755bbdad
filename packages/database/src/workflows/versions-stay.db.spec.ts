import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTwoCompanies, type TwoCompanies } from '@countersign/testing/isolation';

let world: TwoCompanies;
beforeAll(async () => {
  world = await openTwoCompanies();
}, 120_000);
afterAll(() => world.api.close());

const refusal = (asked: Promise<unknown>) => asked.then(() => 'done', (error: unknown) => (error as { code?: string }).code);
const as = (role: 'cs_app' | 'cs_worker', sql: string) => world.api.database.as(role, world.a.tenantId, sql);

describe('a version of a workflow, by the database itself (row:B2)', () => {
  it.each(['definition = definition', "definition_digest = 'f'", "outline = '[]'", 'version = version + 100', 'created_at = now()', 'workflow_id = gen_random_uuid()'])('lets nobody who signs in set %s', async (change) => {
    for (const role of ['cs_app', 'cs_worker'] as const) {
      expect(await as(role, `select 1 from app.workflow_versions where tenant_id = '${world.a.tenantId}'`)).not.toEqual([]);
      expect([role, await refusal(as(role, `update app.workflow_versions set ${change} where tenant_id = '${world.a.tenantId}'`))]).toEqual([role, '42501']);
    }
  });

  it('is never removed, also by who may add one', async () => {
    for (const sql of [`delete from app.workflow_versions where tenant_id = '${world.a.tenantId}'`, 'truncate app.workflow_versions']) expect(await refusal(as('cs_app', sql))).toBe('42501');
  });

  it('is the only one of its workflow that is live', async () => {
    const copy = `insert into app.workflow_versions (tenant_id, workflow_id, version, state, definition, definition_digest, outline, published_at)
      select tenant_id, workflow_id, version + 100, 'published', definition, definition_digest, outline, now() from app.workflow_versions where tenant_id = '${world.a.tenantId}' and state = 'published' limit 1`;
    expect(await refusal(as('cs_app', copy.replace("'published', definition", "'draft', definition")))).toBe('done');
    expect(await refusal(as('cs_app', copy))).toBe('23505');
  });
});
