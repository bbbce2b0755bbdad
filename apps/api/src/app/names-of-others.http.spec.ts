import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOperations } from '@countersign/contracts/operations';
import { newCompany, openTestApi, purchaseForm, sendRaw, type Company, type Person, type RawAnswer, type RawInput, type TestApi, workingWeek } from '@countersign/testing';
import { AnswerReader } from '@countersign/testing/isolation';
import { randomUUID } from 'node:crypto';

let api: TestApi;
let a: Company;
let b: Company;
beforeAll(async () => {
  api = await openTestApi();
  a = await newCompany(api, 'Acme');
  b = await newCompany(api, 'Borealis');
}, 120_000);
afterAll(() => api.close());

/** What a company may name as it likes: how the call is made with a name, or an address. */
const named: Readonly<Record<string, (company: Company, name: string) => RawInput>> = {
  createCalendar: (_, name) => ({ body: { ...workingWeek(name), isDefault: true } }),
  createRole: (_, name) => ({ body: { name, permissions: ['request.read'] } }),
  createTenant: (_, name) => ({ body: { name } }),
  createWebhookEndpoint: (_, name) => ({ body: { name, url: 'https://hooks.example.com/other' } }),
  createWorkflow: ({ endpointId, roleIds }, name) => ({ body: { name, definition: { formatVersion: 1, steps: [{ id: 'sign', kind: 'approval', name: 'Sign', approvers: { roleIds: [roleIds.get('Finance')], memberIds: [], unit: 'any' }, quorum: 1, onReject: 'end' }, { id: 'pay', kind: 'effect', name: 'Pay', effect: { kind: 'webhook', endpointId, event: 'payment.requested' } }] } } }),
  createRequestType: ({ workflowId }, name) => ({ body: { name, form: purchaseForm, titleField: 'title', workflowId } }),
  inviteMember: (_, name) => ({ body: { email: `${name}@example.com`, roleIds: [] } }),
  submitRequest: ({ requestTypeId }, name) => ({ body: { requestTypeId, content: { title: name, amount: { amount: '10.00', currency: 'EUR' } } } }),
};

const operationOf = (name: string) => allOperations.get(name) ?? fail(name);
const fail = (name: string): never => {
  throw new Error(`there is no operation ${name}`);
};
/** Everything that arrives but the ids, the times and the name itself. */
const plain = (answer: RawAnswer, name: string) => new AnswerReader().read({ ...answer, text: answer.text.replaceAll(name, '(name)') }).replace(/content-length: .*/, '');
const call = (company: Company, operation: string, name: string, key: string, by: Person = company.admin) => sendRaw(api.baseUrl, operationOf(operation), named[operation]?.(company, name) ?? {}, { by, key });
/** As long as any other, and nobody's yet. */
const someName = () => `n${randomUUID().replaceAll('-', '').slice(0, 12)}`;

describe('R19 what another company has named, added or asked for (row:F1)', () => {
  it.each(Object.keys(named))('%s: its name or address, and its key, are answered like ones that nobody has', async (operation) => {
    const [taken, free] = [someName(), someName()];
    const key = randomUUID();
    const by = async () => (operation === 'createTenant' ? api.signUp('Founder') : a.admin);
    expect((await call(b, operation, taken, key, operation === 'createTenant' ? await api.signUp('Founder') : b.admin)).status).toBe(201);
    const [met, unmet] = [await call(a, operation, taken, key, await by()), await call(a, operation, free, randomUUID(), await by())];
    expect(unmet.status).toBe(201);
    if (operation === 'submitRequest') {
      // Numbers count on, one by one, whatever the other company does in between.
      expect(Number(unmet.json.number) - Number(met.json.number)).toBe(1);
      return expect(Object.keys(met.json)).toEqual(Object.keys(unmet.json));
    }
    expect(plain(met, taken)).toBe(plain(unmet, free));
  });

  it("an address that is a member of the other company is invited like anybody's", async () => {
    const email = `${someName()}@example.com`;
    const theirs = await sendRaw(api.baseUrl, operationOf('inviteMember'), { body: { email: b.finance.email, roleIds: [] } }, { by: a.admin });
    const nobodys = await sendRaw(api.baseUrl, operationOf('inviteMember'), { body: { email, roleIds: [] } }, { by: a.admin });
    expect(plain(theirs, b.finance.email)).toBe(plain(nobodys, email));
    expect(nobodys.status).toBe(201);
  });

  it('is seen to be broken by a name that is shared between companies (planted)', async () => {
    await api.database.look('create unique index shared on app.roles (name) where name like \'shared%\'');
    const name = `shared ${someName()}`;
    expect((await call(b, 'createRole', name, randomUUID())).status).toBe(201);
    expect((await call(a, 'createRole', name, randomUUID())).status).not.toBe(201);
    await api.database.look('drop index app.shared');
  });
});
