import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addRecordSet, connect } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import type { Page } from 'playwright-core';
import { looks } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 240_000);
afterAll(() => journey?.close());

const limitMs = 240_000;
const bankUrl = () => `${journey.stack.receiverUrl}/bank`;

/** Wrong at first: what is missing is said at its field; what the server refuses stands there too. */
async function sayWhatIsKept(page: Page): Promise<void> {
  await page.goto(`${journey.stack.url}/connections`);
  await page.getByRole('link', { name: 'Records kept from them' }).click();
  await page.getByText('Nothing is kept of another system yet.').waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await page.getByRole('link', { name: 'Keep records of a system' }).click();
  await page.getByRole('heading', { level: 1, name: 'Keep records of a system' }).waitFor();
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.getByRole('heading', { name: '3 fields to correct' }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Payees of the bank');
  await page.getByLabel('Connection', { exact: true }).selectOption({ label: 'Bank' });
  await page.getByLabel('Path of the list').fill('/../payees');
  await page.getByLabel('Next page').selectOption({ label: 'Each page says where the next one is' });
  await page.getByLabel('Version', { exact: true }).selectOption({ label: 'A number' });
  await page.getByLabel('Place of its version').fill('/version');
  await page.getByLabel('Place of its natural key').fill('/taxNumber');
  await page.getByRole('button', { name: 'Add a field' }).click();
  const field = page.getByRole('group', { name: 'Field 1' });
  await field.getByLabel('Name').fill('IBAN');
  await field.getByLabel('Place').fill('/iban');
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.getByRole('link', { name: /must be a path such as/ }).waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await page.getByLabel('Path of the list').fill('/payees');
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.getByRole('heading', { level: 1, name: 'Payees of the bank' }).waitFor();
}

describe('keeping records of another system', () => {
  it('an admin says which records are kept, has them read by a worker, searches them, and sees what one of them was before (row:D5)', async () => {
    const { stack, browser, company } = journey;
    await connect(company, bankUrl(), { name: 'Bank' });
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await sayWhatIsKept(page);
    await page.getByText('It was not read yet: nothing is kept of it.').waitFor();
    await page.getByRole('button', { name: 'Read all of it now' }).click();
    // Five, and whom other journeys add at the same bank.
    await page.getByText(/on [2-9] pages: [5-9] new/).waitFor();
    await page.getByLabel('Search', { exact: true }).fill('nordw');
    await page.getByText('Found for “nordw”.').waitFor();
    expect(await page.getByRole('link', { name: 'Atelier Fenn' }).count()).toBe(0);
    await fetch(`${bankUrl()}/payees/payee_4`, { method: 'PUT', body: JSON.stringify({ iban: 'DE00 changed' }) });
    await page.getByRole('button', { name: 'Read all of it now' }).click();
    await page.getByText(/\d new, 1 changed/).waitFor();
    await page.getByRole('link', { name: 'Nordwind Logistics' }).click();
    await page.getByRole('heading', { level: 2, name: 'Nordwind Logistics' }).waitFor();
    await page.getByText('IBAN: DE02120300000000202051').waitFor();
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);

  it('is seen on the narrowest screen, in the dark, by who may only look; and an id that is not kept is said to be none (row:D5 row:J2)', async () => {
    const { stack, browser, company } = journey;
    const { id } = await connect(company, bankUrl(), { name: 'Other bank' });
    const set = await addRecordSet(company, { name: 'Payees elsewhere', path: '/payees' }, id);
    const { page, faults } = await openPage(browser, { width: 320, colorScheme: 'dark' });
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.auditor);
    await page.goto(`${stack.url}/record-sets/${set.id}?record=nobody`);
    await page.getByText('Nothing is kept under the id nobody.').waitFor();
    await page.getByText('Nothing is kept yet.').waitFor();
    expect(await page.getByRole('button', { name: 'Read all of it now' }).count()).toBe(0);
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.goto(`${stack.url}/record-sets/${crypto.randomUUID()}`);
    await page.getByRole('heading', { name: 'There is no such record set' }).waitFor();
    await page.context().close();
  }, limitMs);
});

describe('comparing both sides', () => {
  it('an admin compares, sees field by field in what both differ, has one of it repaired and the rest at once, and finds nothing the next time (row:D5)', async () => {
    const { stack, browser, company } = journey;
    const { id } = await connect(company, bankUrl(), { name: 'Compared bank' });
    const fields = [{ name: 'IBAN', pointer: '/iban', type: 'text' as const }];
    const set = await addRecordSet(company, { name: 'Compared payees', path: '/payees', paging: { kind: 'next_pointer', pointer: '/next' }, fields }, id);
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/record-sets/${set.id}`);
    await page.getByRole('button', { name: 'Compare both sides' }).click();
    await page.getByRole('heading', { level: 1, name: 'Comparison: Compared payees' }).waitFor();
    await page.getByRole('link', { name: /Missing here: \d of \d open/ }).waitFor();
    await page.getByRole('status').filter({ hasText: /^Compared/ }).waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await page.getByRole('button', { name: 'Take theirs…' }).first().click();
    await page.getByText('1 record would be kept, as the other system listed it.').waitFor();
    await page.getByLabel('Why theirs is taken').fill('They are new');
    await page.getByRole('button', { name: 'Do it' }).click();
    await page.getByText('Repaired').first().waitFor();
    await page.getByRole('button', { name: 'Take theirs for all…' }).click();
    await page.getByLabel('Why theirs is taken').fill('They are new, too');
    await page.getByRole('button', { name: 'Do it' }).click();
    await page.getByRole('link', { name: /Missing here: 0 of \d open/ }).waitFor();
    await page.getByText('Being repaired').first().waitFor({ state: 'detached' });
    expect(await looks(page)).toEqual([[], 0]);
    await fetch(`${bankUrl()}/payees/payee_5`, { method: 'PUT', body: JSON.stringify({ iban: 'DE00 other' }) });
    await page.getByRole('link', { name: 'Compared payees' }).click();
    await page.getByRole('button', { name: 'Compare both sides' }).click();
    await page.getByText('IBAN: kept DE02200505501015871393, there DE00 other').waitFor();
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);
});

describe('connecting a system of a known shape', () => {
  it('begins with what is known of it, for the connection, the calls of steps and the records, all of which can be changed (row:D5 row:D1)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/connections/new`);
    await page.getByLabel('Name', { exact: true }).fill('Our billing');
    await page.getByLabel('Begin with').selectOption({ label: 'Billing, in the shape of Stripe’s API' });
    await page.getByText('POST /v1/customers', { exact: true }).waitFor();
    expect([await page.getByLabel('Name', { exact: true }).inputValue(), await page.getByLabel('Address', { exact: true }).inputValue(), await page.getByLabel('Bodies').inputValue()]).toEqual(['Our billing', 'https://api.stripe.com', 'form']);
    expect(await looks(page)).toEqual([[], 0]);
    await page.getByLabel('Key', { exact: true }).fill('Bearer sk_test_0123');
    await page.getByRole('button', { name: 'Connect it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Our billing' }).waitFor();
    await page.goto(`${stack.url}/record-sets/new`);
    await page.getByLabel('Connection', { exact: true }).selectOption({ label: 'Our billing' });
    await page.getByLabel('Begin with').selectOption({ label: 'Customers: Billing, in the shape of Stripe’s API' });
    expect(await looks(page)).toEqual([[], 0]);
    await page.getByRole('button', { name: 'Keep them' }).click();
    await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
    expect([await page.getByLabel('Parameter').inputValue(), await looks(page), faults]).toEqual(['starting_after', [[], 0], []]);
    await page.context().close();
  }, limitMs);
});
