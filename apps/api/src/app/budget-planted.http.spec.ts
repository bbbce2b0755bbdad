import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { signIn } from '@countersign/contracts/identity';
import type { Operation } from '@countersign/contracts/platform';
import { listRoles } from '@countersign/contracts/roles';
import { SignInService, type IdentityHouse } from '@countersign/services/identity';
import { actorOf } from '@countersign/services/platform';
import { ListRolesService } from '@countersign/services/roles';
import { expectWithinBudget, newCompany, openTestApi, sendRaw, statementsOf, testPassword, type Company, type RawInput, type TestApi } from '@countersign/testing';

let api: TestApi;
let company: Company;
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
}, 120_000);
afterAll(() => api.close());

const houseOf = (service: object) => (service as { readonly house: IdentityHouse }).house;
const ask = (operation: Operation, input: RawInput) => sendRaw(api.baseUrl, operation, input, { by: company.admin });

/** The operation with the budget that it needs now, and not one statement more. */
const tight = async (operation: Operation, input: RawInput): Promise<Operation> => ({ ...operation, budget: { ...operation.budget, statements: statementsOf(await ask(operation, input)) } });

describe('the budget of an operation turns red', () => {
  it('where its service sends one statement more in its transaction (row:K1)', async () => {
    const operation = await tight(listRoles, {});
    expectWithinBudget(operation, await ask(listRoles, {}));
    const planted = jest.spyOn(ListRolesService.prototype, 'run').mockImplementation(function more(this: ListRolesService, call) {
      return houseOf(this).tenancy.read(actorOf(call.caller), async (tx) => {
        await tx.roles.nameExists('Nobody');
        const page = await tx.roles.list({ limit: 50, after: null });
        return { items: page.items.map(({ id, name }) => ({ id, name, permissions: [] })), nextCursor: page.nextCursor };
      });
    });
    try {
      const answer = await ask(listRoles, {});
      expect(statementsOf(answer)).toBe(operation.budget.statements + 1);
      expect(() => expectWithinBudget(operation, answer)).toThrow('toBeLessThanOrEqual');
    } finally {
      planted.mockRestore();
    }
  });

  it('where one more is sent outside of any transaction, or through the sign-in library’s own pool (row:K1)', async () => {
    const input = { body: { email: company.admin.email, password: testPassword } };
    const operation = await tight(signIn, input);
    expect(operation.budget.statements).toBeGreaterThan(5);
    const { run } = SignInService.prototype;
    const planted = jest.spyOn(SignInService.prototype, 'run').mockImplementation(async function more(this: SignInService, call) {
      await houseOf(this).entry.findSession('nobody');
      await houseOf(this).identityPool.query('select 1');
      return run.call(this, call);
    });
    try {
      const answer = await ask(signIn, input);
      expect(answer.status).toBe(200);
      expect(statementsOf(answer)).toBe(operation.budget.statements + 2);
      expect(() => expectWithinBudget(operation, answer)).toThrow('toBeLessThanOrEqual');
    } finally {
      planted.mockRestore();
    }
  });

  it('where an answer has one byte more than it may (row:K1)', async () => {
    const answer = await ask(listRoles, {});
    const bytes = Buffer.byteLength(answer.text);
    expectWithinBudget({ ...listRoles, budget: { ...listRoles.budget, bytes } } as unknown as Operation, answer);
    expect(() => expectWithinBudget({ ...listRoles, budget: { ...listRoles.budget, bytes: bytes - 1 } } as unknown as Operation, answer)).toThrow('toBeLessThanOrEqual');
  });
});
