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

describe('a step that somebody else must sign too', () => {
  it('is signed besides by whom an approver adds with a reason, having seen what that causes; which is taken back as long as they have not (row:A8 row:A10)', async () => {
    await company.join('Expert', ['approver']);
    const { id } = await company.submit({ title: 'Stage curtains', amount: { amount: '1200.00', currency: 'EUR' } });
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await signInAs(page, stack.url, company.budgetOwner);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByRole('button', { name: 'Add a signer' }).click();
    await page.getByText('with whoever you add it needs 2, and theirs is one of them.').waitFor();
    await page.getByLabel('Expert').check();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add Expert' }).click();
    await page.getByText('Say why: it is kept with the request.').waitFor();
    await page.getByLabel('Why they must sign too').fill('Knows the supplier.');
    await page.getByRole('button', { name: 'Add Expert' }).click();
    await page.getByText('added Expert, who must sign Budget owner too').waitFor();
    const askedOf = async () => (await company.requester.call(getRequest, { params: { requestId: id } })).tasks[0]?.quorum;
    expect(await askedOf()).toBe(2);
    await page.getByRole('button', { name: 'Take back an added signer' }).click();
    await page.getByText('needs one signature less').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByLabel('Why they need not sign').fill('It was cleared up.');
    await page.getByRole('button', { name: 'Take back Expert' }).click();
    await page.getByText('took back that Expert must sign Budget owner').waitFor();
    expect([await askedOf(), faults]).toEqual([1, []]);
    await page.context().close();
  }, 240_000);
});
