import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPage } from '@countersign/browser';
import { reviseRequest } from '@countersign/contracts/requests';
import { listTasks } from '@countersign/contracts/tasks';
import { addFlow, approvalBy, type Company } from '@countersign/testing/over-http';
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

const waiting = async () => (await company.budgetOwner.call(listTasks, { query: { assignee: 'me', limit: '100' } })).items.map(({ title }) => title);

describe('several requests that wait', () => {
  it('are selected by keyboard, of one type only, and decided together: armed, then signed, with a result for each; the one that changed meanwhile is looked at again and signed (row:A8 row:J4)', async () => {
    const submitted = [];
    for (let at = 1; at <= 7; at += 1) submitted.push(await company.submit({ title: `Order ${at}`, amount: { amount: '100.10', currency: 'EUR' } }));
    const flow = await addFlow(company, 'Chairs', [approvalBy(company, 'Budget owner')]);
    await flow.submit({ title: 'Something else', amount: { amount: '5.00', currency: 'EUR' } });
    const { page, faults } = await openPage(browser, {});
    await carrySession(page, stack.url, company.budgetOwner);
    await page.goto(`${stack.url}/inbox`);
    await page.getByRole('row', { name: /Order 1/ }).waitFor();
    await page.keyboard.press('x');
    for (let at = 1; at < 6; at += 1) await page.keyboard.press('j');
    await page.keyboard.press('Shift+X');
    await page.getByText('I, Budget owner of Acme, approve 6 requests of “Purchase order”, together €600.60.').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('Only requests of one type can be decided together.').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);

    // Armed is not signed: nothing has left.
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Sign: Approve 6 requests, €600.60' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    expect(await waiting()).toHaveLength(8);
    await company.requester.call(reviseRequest, { params: { requestId: submitted[2]?.id ?? '' }, body: { content: { title: 'Order 3', amount: { amount: '120.00', currency: 'EUR' } } } });
    await page.keyboard.press('Enter');
    await page.getByText('5 of 6 recorded, 1 refused').waitFor();
    // What is decided waits no more, also before anybody says Done.
    await page.getByText('3 waiting on you').waitFor();
    expect(await page.getByRole('region', { name: 'Signed just now' }).getByText('Approved').count()).toBe(5);
    await page.getByRole('button', { name: 'Done' }).waitFor();
    expect((await waiting()).sort()).toEqual(['Order 3', 'Order 7', 'Something else']);
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.getByRole('button', { name: 'Done' }).click();
    expect(faults).toEqual([]);
  }, 120_000);

  it('stay not sent where no answer comes, and are sent once when those alone are retried; by pointer, at 320 px (row:A8 row:J4)', async () => {
    for (const at of [1, 2]) await company.submit({ title: `Late ${at}`, amount: { amount: '1.00', currency: 'EUR' } });
    const { page } = await openPage(browser, { width: 320 });
    await carrySession(page, stack.url, company.budgetOwner);
    await page.goto(`${stack.url}/inbox`);
    await page.getByRole('button', { name: 'Decide several together' }).click();
    for (const at of [1, 2]) await page.getByRole('row', { name: new RegExp(`Late ${at}`) }).click();
    await page.getByText('approve 2 requests').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.route('**/v1/decisions', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await page.getByRole('button', { name: /^Reject/ }).click();
    await page.getByLabel('Reason, for all of them').fill('Not this year');
    await page.getByRole('button', { name: /^Sign: Reject 2/ }).click();
    await page.getByText('0 of 2 recorded, 2 not sent').waitFor();
    await page.unroute('**/v1/decisions');
    await page.getByRole('button', { name: 'Retry those not sent' }).click();
    await page.getByText('2 of 2 recorded').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    expect((await waiting()).filter((title) => title.startsWith('Late'))).toEqual([]);
  }, 120_000);
});
