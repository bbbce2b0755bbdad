import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Company } from '@countersign/testing/over-http';
import type { Browser } from 'playwright-core';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openPage } from '@countersign/browser';
import { openCompanyJourney, type Stack } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let stack: Stack;
let browser: Browser;
let company: Company;

beforeAll(async () => {
  journey = await openCompanyJourney();
  ({ stack, browser, company } = journey);
}, 120_000);
afterAll(() => journey?.close());

describe('a request that others are about', () => {
  it('takes a note that its approver reads, and a further request that shows the way to it and back (row:A8)', async () => {
    const { id } = await company.submit({ title: 'Permit to travel', amount: { amount: '900.00', currency: 'EUR' } });
    const { page, faults } = await openPage(browser, { width: 320 });
    await carrySession(page, stack.url, company.requester);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByRole('button', { name: 'Add a note' }).click();
    await page.getByLabel('Note', { exact: true }).fill('The trip begins on Monday.\nTickets are booked.');
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add the note' }).click();
    await page.getByText('Tickets are booked.').waitFor();

    await page.getByRole('link', { name: 'Submit a related request' }).click();
    await page.getByText('The two will show each other').waitFor();
    await page.getByRole('link', { name: /Purchase order/ }).click();
    await page.getByLabel('What').fill('Declaration of the trip');
    await page.getByLabel('Amount', { exact: true }).first().fill('812.40');
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Declaration of the trip' }).waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.getByRole('link', { name: /Permit to travel/ }).click();
    await page.getByRole('heading', { name: 'Permit to travel' }).waitFor();
    await page.getByRole('link', { name: /Declaration of the trip/ }).waitFor();
    expect([await findViolations(page), await overflowPx(page), faults]).toEqual([[], 0, []]);

    const approver = await openPage(browser, {});
    await carrySession(approver.page, stack.url, company.budgetOwner);
    await approver.page.goto(`${stack.url}/requests/${id}`);
    await approver.page.getByText('Tickets are booked.').waitFor();
  }, 120_000);
});
