import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { allOperations } from '@countersign/contracts/operations';
import { Refusal } from '@countersign/contracts/platform';
import { createRole } from '@countersign/contracts/roles';
import type * as Services from '@countersign/services/roles';
import type { TestApi } from '@countersign/testing';
import type * as Authorization from '@countersign/testing/authorization';
import type * as Input from '@countersign/testing/input';

type Run = Services.CreateRoleService['run'];
/** What stands before the operation, put there by a test. */
let planted: (() => Promise<void>) | null = null;

let api: TestApi;
let proof: typeof Input;
let world: Authorization.AuthorizationWorld;
beforeAll(async () => {
  const { CreateRoleService } = await import('@countersign/services/roles');
  const run = CreateRoleService.prototype.run;
  jest.spyOn(CreateRoleService.prototype, 'run').mockImplementation(async function (this: Services.CreateRoleService, ...args: Parameters<Run>) {
    await planted?.();
    return run.apply(this, args);
  });
  const { openTestApi } = await import('@countersign/testing');
  proof = await import('@countersign/testing/input');
  const { openAuthorizationWorld } = await import('@countersign/testing/authorization');
  api = await openTestApi();
  world = await openAuthorizationWorld(api);
}, 120_000);
afterEach(() => {
  planted = null;
  api.errors.splice(0);
});
afterAll(() => api.close());

const operation = new Map([...allOperations].filter(([name]) => name === 'createRole'));
const faults = async (...kinds: string[]) => (await proof.campaignOfInput(world, { seed: 7, runs: 3, operations: operation, kinds: proof.inputKinds.filter(({ name }) => kinds.includes(name)) })).faults;

/** A table of the sign-in library's: nothing but the look at all rows can see what is written there. */
const writeSomething = () => api.database.look("insert into identity.audit_entry (id, canonical) values (gen_random_uuid(), '{}')");

describe('the proof turns red', () => {
  it('not where nothing is planted', async () => {
    expect(await faults('wrong type', 'missing', 'unknown field', 'too long', 'NUL', 'fits')).toEqual([]);
  });

  it('where the server does not check what it is sent', async () => {
    const inside = createRole.body?._zod;
    const check = inside?.run;
    // The campaign draws from the same schema: only where the server reads, everything is let through.
    Object.assign(inside ?? {}, { run: (...args: Parameters<NonNullable<typeof check>>) => (args[1].reportInput === true ? args[0] : check?.(...args)) });
    const found = await faults('unknown field');
    Object.assign(inside ?? {}, { run: check });
    expect(found[0]).toMatch(/^createRole, unknown field: (.|\n)*(it was accepted with 201|not as invalid_input)/);
  });

  it('where an error of the database comes out as it is', async () => {
    planted = async () => void (await api.database.look('select * from app.no_such_table'));
    const found = await faults('fits');
    expect(found).toEqual([expect.stringMatching(/^createRole, fits: .*it answered 500/), ...api.errors.map(() => expect.stringMatching(/^logged as an error: /))]);
  });

  it('where something is written before it is refused', async () => {
    planted = async () => {
      await writeSomething();
      throw new Refusal('name_taken');
    };
    expect((await faults('naughty text')).join()).toMatch(/^createRole, naughty text: .*it was refused, and wrote something/);
  });

  it('where a refusal speaks of the inside', async () => {
    const said = async (detail: string) => {
      planted = () => Promise.reject(new Refusal('name_taken', { detail }));
      return (await faults('fits'))[0] ?? 'nothing';
    };
    expect(await said('The name is taken: duplicate key in roles_tenant_id_name_key.')).toContain('it tells “duplicate key”');
    expect(await said('Somebody looked into audit_entries_pkey for it.')).toContain('it tells “audit_entries_pkey”');
    expect(await said('TypeError: Cannot read properties of undefined.')).toContain('which nobody outside understands');
    expect(await said('name taken')).toContain('is no sentence');
    expect(await said('The name is taken; choose another.')).toBe('nothing');
  });

  it('where the contract does not list the refusal', async () => {
    planted = () => Promise.reject(new Refusal('revision_unchanged'));
    expect((await faults('fits'))[0]).toContain('the contract lists no refusal revision_unchanged');
  });
});
