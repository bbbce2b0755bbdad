import { openPage } from '@countersign/browser';
import { getRequest } from '@countersign/contracts/requests';
import type { Company } from '@countersign/testing/over-http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { findViolations } from '../platform/find-violations.js';
import { openCompanyJourney, type Stack } from '../platform/open-journey.js';
import { signInAs } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let stack: Stack;
let browser: Browser;
let company: Company;
beforeAll(async () => {
  journey = await openCompanyJourney();
  ({ stack, browser, company } = journey);
}, 240_000);
afterAll(() => journey?.close());

describe('a step whose people cannot decide', () => {
  it('is asked of others by an admin with a reason, who is refused by name whom the step cannot take, and the ledger says who asked whom instead of whom (row:A10)', async () => {
    await company.join('Deputy', ['approver']);
    const { id } = await company.submit({ title: 'Stage curtains', amount: { amount: '1200.00', currency: 'EUR' } });
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await signInAs(page, stack.url, company.admin);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByRole('button', { name: 'Ask others to decide' }).click();
    await page.getByText('Budget owner waits for Budget owner of Acme.').waitFor();
    await page.getByLabel('Deputy').check();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ask Deputy' }).click();
    await page.getByText('Say why: it is kept with the request.').waitFor();
    await page.getByLabel('Why others are asked').fill('The budget owner is ill.');
    await page.getByRole('button', { name: 'Ask Deputy' }).click();
    await page.getByText('asked Deputy to decide Budget owner instead of Budget owner of Acme').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'asked Deputy to decide' }).getByText('The budget owner is ill.').last().waitFor();
    expect(faults).toEqual([]);
    const [task] = (await company.requester.call(getRequest, { params: { requestId: id } })).tasks;
    expect(task?.candidates.map(({ name }) => name)).toContain('Deputy');
    await page.context().close();
  }, 240_000);
});
