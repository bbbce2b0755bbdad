import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPage } from '@countersign/browser';
import type { Company } from '@countersign/testing/over-http';
import type { Browser } from 'playwright-core';
import { findViolations, overflowPx } from '../platform/find-violations.js';
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

async function open(person: Company['requester'], path: string, width?: number) {
  const opened = await openPage(browser, width === undefined ? {} : { width });
  await carrySession(opened.page, stack.url, person);
  await opened.page.goto(stack.url + path);
  return opened;
}

describe('a note that mentions somebody', () => {
  it('offers by keyboard who may see the request, is told to them, shows who, and is changed and removed by its author (row:A8 row:J4)', async () => {
    const { id, number } = await company.submit({ title: 'Rigging', amount: { amount: '900.00', currency: 'EUR' } });
    const { page, faults } = await open(company.requester, `/requests/${id}`, 320);
    await page.getByRole('button', { name: 'Add a note' }).click();
    await page.getByLabel('Note', { exact: true }).focus();
    await page.keyboard.type('Please look, @budget');
    await page.getByRole('option', { name: /Budget owner of Acme/ }).waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.keyboard.press('Enter');
    await page.keyboard.type('before Friday');
    expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('Please look, @Budget owner of Acme before Friday');
    // Finance is not asked yet, and so may not see it.
    await page.keyboard.type(' @Finance');
    await page.getByText('Nobody of that name may see this request.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add the note' }).click();
    await page.getByText('Please look, @Budget owner of Acme before Friday @Finance').waitFor();

    const told = await open(company.budgetOwner, '/notifications');
    await told.page.getByRole('row', { name: new RegExp(`Employee of Acme mentioned you on request ${number}`) }).waitFor();
    expect(await findViolations(told.page)).toEqual([]);
    await told.page.getByRole('link', { name: /Notifications 1 not read/ }).waitFor();
    await told.page.keyboard.press('j');
    await told.page.getByRole('row').first().focus();
    await told.page.keyboard.press('Enter');
    await told.page.getByRole('heading', { level: 1, name: 'Rigging' }).waitFor();
    await told.page.goto(`${stack.url}/notifications`);
    await told.page.getByText('Read', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Edit your note' }).click();
    await page.getByLabel('Note', { exact: true }).fill('It is settled.');
    await page.getByRole('button', { name: 'Change the note' }).click();
    await page.getByText('noted (edited)').waitFor();
    await page.getByRole('button', { name: 'Remove your note' }).click();
    await page.getByRole('button', { name: 'Remove the note' }).click();
    await page.getByText('wrote a note and removed it').waitFor();
    await page.getByText('It is settled.').waitFor({ state: 'detached' });
    expect([await overflowPx(page), faults, told.faults]).toEqual([0, [], []]);
  }, 120_000);
});

describe('a request that one watches', () => {
  it('tells of its decision, and after one has stopped of nothing more; looking at it alone watches nothing (row:A8)', async () => {
    const { id, number } = await company.submit({ title: 'Scaffold', amount: { amount: '100.00', currency: 'EUR' } });
    const { page, faults } = await open(company.auditor, `/requests/${id}`);
    await page.getByText('Watched by Employee of Acme').waitFor();
    await page.getByRole('button', { name: 'Watch', exact: true }).click();
    await page.getByText('Watched by Auditor of Acme, Employee of Acme').waitFor();
    await company.decide(company.budgetOwner, id, 'approve');
    await page.goto(`${stack.url}/notifications`);
    await page.getByRole('row', { name: new RegExp(`Budget owner of Acme approved request ${number}. It is approved`) }).waitFor();
    await page.getByRole('button', { name: 'Mark all shown as read' }).click();
    await page.getByText('Read', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Mark all shown as read' }).count()).toBe(0);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByRole('button', { name: 'Stop watching' }).click();
    await page.getByRole('button', { name: 'Watch', exact: true }).waitFor();
    expect([await findViolations(page), faults]).toEqual([[], []]);
  }, 120_000);
});
