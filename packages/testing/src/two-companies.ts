import { addNote, submitRequest } from '@countersign/contracts/requests';
import { newCompany, type Company } from './company.js';
import { openTestApi, type TestApi } from './test-api.js';
import type { TestDatabase } from './test-database.js';

export interface CompanyWithId extends Company {
  readonly tenantId: string;
}

/** Two companies that do the same things: whatever one may keep, both keep. */
export interface TwoCompanies {
  readonly api: TestApi;
  readonly a: CompanyWithId;
  readonly b: CompanyWithId;
}

/** Both with a request that was decided, a delivery of its effect with an attempt, and so with a row in every table. */
export async function openTwoCompanies(): Promise<TwoCompanies> {
  const api = await openTestApi();
  const a = await livedIn(api, 'Acme');
  const b = await livedIn(api, 'Borealis');
  // One more than A has: its number is B's alone.
  await b.submit();
  return { api, a, b };
}

async function livedIn(api: TestApi, name: string): Promise<CompanyWithId> {
  const company = await newCompany(api, name);
  const { id } = await company.submit();
  await company.requester.call(addNote, { params: { requestId: id }, body: { text: 'Of use to all of us.' } });
  await company.requester.call(submitRequest, { body: { requestTypeId: company.requestTypeId, content: { title: 'Spare lamps', amount: { amount: '12.00', currency: 'EUR' } }, relatedRequestIds: [id] } });
  await company.decide(company.budgetOwner, id, 'approve');
  await company.decide(company.finance, id, 'approve');
  const rows = await api.database.look<{ tenant_id: string }>('select tenant_id from app.tenants where name = $1', [name]);
  const tenantId = rows[0]?.tenant_id;
  if (tenantId === undefined) throw new Error('the company is not there');
  await deliver(api.database, tenantId);
  return { ...company, tenantId };
}

/** What the worker would leave behind: no worker runs here. */
async function deliver(database: TestDatabase, tenantId: string): Promise<void> {
  await database.look(
    `with delivery as (
       insert into app.webhook_deliveries (tenant_id, id, effect_id, request_id, endpoint_id, event, state, created_at, delivered_at)
       select tenant_id, gen_random_uuid(), id, request_id, endpoint_id, event, 'delivered', wanted_at, now() from app.effects where tenant_id = $1 returning tenant_id, id)
     insert into app.delivery_attempts (tenant_id, delivery_id, number, started_at, duration_ms, status) select tenant_id, id, 1, now(), 12, 200 from delivery`,
    [tenantId],
  );
}
