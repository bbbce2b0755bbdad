import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listRoles } from '@countersign/contracts/roles';
import { newCompany, openTestApi, sendRaw, type Company, type TestApi } from '@countersign/testing';

let api: TestApi;
let company: Company;
beforeAll(async () => {
  api = await openTestApi();
  company = await newCompany(api, 'Acme');
}, 120_000);
afterAll(() => api.close());

const announced = async (by?: Company['admin']) => {
  const { status, headers } = await sendRaw(api.baseUrl, listRoles, {}, { ...(by && { by }) });
  return [status, headers.get('deprecation'), headers.get('sunset'), headers.get('link')];
};

describe('an operation that goes', () => {
  it('says since when, until when and where that is written, with every answer and refusal; one that stays says nothing (row:K2)', async () => {
    expect(await announced(company.admin)).toEqual([200, null, null, null]);
    Object.assign(listRoles, { deprecated: { since: '2026-11-21', sunset: '2027-06-30', instead: 'listMembers' } });
    try {
      const dates = ['@1795219200', 'Wed, 30 Jun 2027 00:00:00 GMT', '</v1/openapi.json>; rel="deprecation"; type="application/json"'];
      expect(await announced(company.admin)).toEqual([200, ...dates]);
      expect(await announced()).toEqual([401, ...dates]);
    } finally {
      delete (listRoles as { deprecated?: unknown }).deprecated;
    }
  });
});
