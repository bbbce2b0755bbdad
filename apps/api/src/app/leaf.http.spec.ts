import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { leafOf } from '@countersign/services/platform';
import { newCompany, openTestApi, type Company, type TestApi } from '@countersign/testing';

let api: TestApi;
let company: Company;
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Zürich 東京 🖋');
}, 60_000);
afterAll(() => api.close());

it('the leaf that the database computes is the one that receipts and the audit show, for every entry of a real history (row:E2)', async () => {
  const { id } = await company.submit({ title: 'Naïve “ﬁ” 😀', amount: { amount: '9000.00', currency: 'EUR' } });
  const { receipt } = await company.decide(company.budgetOwner, id, 'reject', 'Zu teuer: 9 000 €\n\u2028 – ¬');
  const rows = await api.database.look<{ id: string; text: string; leaf: string }>("select id, convert_from(canonical, 'UTF8') as text, encode(leaf, 'hex') as leaf from app.audit_entries");
  expect(rows.length).toBeGreaterThan(10);
  for (const { text, leaf } of rows) expect(leaf).toBe(leafOf(text));
  expect(rows.find((row) => row.id === receipt.entryId)?.leaf).toBe(receipt.leaf);
  const { items } = await company.auditor.call(listAuditEntries, { query: { limit: '100' } });
  expect(items.map(({ leaf }) => leaf)).toEqual(items.map((item) => rows.find((row) => row.id === item.id)?.leaf));
});
