import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getReading } from '@countersign/contracts/record-sets';
import { addRecordSet, addVendorType, beginReading, connect, type VendorType } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import type { Page } from 'playwright-core';
import { looks } from '../platform/find-violations.js';
import { keepPicture } from '../platform/keep-picture.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let type: VendorType;
beforeAll(async () => {
  journey = await openCompanyJourney();
  const { company, stack } = journey;
  const { id } = await connect(company, `${stack.receiverUrl}/bank`, { name: 'Bank of payees' });
  const set = await addRecordSet(company, { name: 'Payees', path: '/payees', paging: { kind: 'next_pointer', pointer: '/next' }, fields: [] }, id);
  const reading = await beginReading(company, set.id);
  const stateOf = async () => (await company.admin.call(getReading, { params: { readingId: reading.id } })).state;
  while ((await stateOf()) === 'running') await new Promise((done) => setTimeout(done, 200));
  type = await addVendorType(company, { recordSetId: set.id });
}, 240_000);
afterAll(() => journey?.close());

const limitMs = 240_000;

/** What the field offers; a currency is an option of its own list. */
const offered = (page: Page) => page.getByRole('listbox', { name: /can be chosen/ }).getByRole('option');

async function fillIn(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: 'What' }).fill(title);
  await page.getByLabel('Amount', { exact: true }).fill('1200');
}

describe('naming a record of another system in a request', () => {
  it('is done with the keyboard alone, by a part of its name; who decides sees what it is called (row:D5 row:J2)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.requester);
    await page.goto(`${stack.url}/submit?type=${type.requestTypeId}`);
    await fillIn(page, 'Pallets');
    const vendor = page.getByRole('combobox', { name: 'Vendor' });
    await vendor.focus();
    await page.keyboard.type('no such one');
    await page.getByText('No record was found for “no such one”.').waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await page.keyboard.press('Escape');
    expect(await vendor.inputValue()).toBe('');
    await page.keyboard.press('ArrowDown');
    await offered(page).nth(4).waitFor();
    await keepPicture(page, 'record-picker');
    expect(await looks(page)).toEqual([[], 0]);
    await vendor.fill('nordw');
    await page.getByText(/^One record\./).waitFor();
    await page.keyboard.press('Enter');
    expect(await vendor.inputValue()).toMatch(/^Nordwind Logistics \(.+\)$/);
    await page.keyboard.press('ArrowDown');
    await offered(page).nth(4).waitFor();
    await page.keyboard.press('Escape');
    expect(await vendor.inputValue()).toMatch(/^Nordwind/);
    await page.getByRole('button', { name: /^Submit to/ }).click();
    await page.getByRole('heading', { level: 1, name: /Pallets/ }).waitFor();
    await page.getByText(/^Nordwind Logistics \(/).first().waitFor();
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
    const desk = await openPage(browser);
    await carrySession(desk.page, stack.url, company.budgetOwner);
    await desk.page.goto(`${stack.url}/inbox`);
    await desk.page.getByText(/^Nordwind Logistics \(/).first().waitFor();
    await keepPicture(desk.page, 'record-in-inbox');
    expect(await looks(desk.page)).toEqual([[], 0]);
    await desk.page.context().close();
  }, limitMs);

  it('fits the narrowest screen in the dark (row:D5 row:J2)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser, { width: 320, colorScheme: 'dark' });
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.requester);
    await page.goto(`${stack.url}/submit?type=${type.requestTypeId}`);
    await fillIn(page, 'Crates');
    await page.getByRole('combobox', { name: 'Vendor' }).fill('e');
    await offered(page).nth(1).waitFor();
    await keepPicture(page, 'record-picker-320-dark');
    expect(await looks(page)).toEqual([[], 0]);
    await offered(page).nth(1).click();
    await page.getByText('Type to choose another one.').waitFor();
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);
});
