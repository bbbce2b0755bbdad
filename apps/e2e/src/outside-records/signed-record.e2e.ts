import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addFlow, callStep, connect, signedBy } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 240_000);
afterAll(() => journey?.close());

describe('a step that is signed by what another system says', () => {
  it('shows it before anybody signs, as it is read; what was signed is carried out where it says the same (row:A5)', async () => {
    const { stack, browser, company } = journey;
    const { id: connectionId } = await connect(company, `${stack.receiverUrl}/bank`, { name: 'Bank' });
    const step = { ...signedBy(company, 'Budget owner'), record: { connectionId, path: '/health', fields: ['/state'] } };
    const flow = await addFlow(company, 'By the bank', { formatVersion: 2, steps: [step, { ...callStep(connectionId), name: 'Pay' }] });
    const { id } = await flow.submit({ title: 'Chairs', amount: { amount: '80.00', currency: 'EUR' } });
    const { page, faults } = await openPage(browser, { width: 320, colorScheme: 'dark' });
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.budgetOwner);
    await page.goto(`${stack.url}/requests/${id}`);
    const record = page.locator('[data-state]').filter({ hasText: 'Bank says at /health' });
    await record.getByText('/state').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    const first = await record.locator('time').getAttribute('datetime');
    await record.getByRole('button', { name: 'Read it anew' }).click();
    // What was read before is shown until the page knows of the new reading; nobody can sign by it meanwhile.
    await page.locator(`[data-state="read"] time:not([datetime="${first}"])`).waitFor();
    await record.getByText('/state').waitFor();
    await page.getByRole('button', { name: /^Approve/ }).click();
    await page.getByRole('button', { name: /^Sign/ }).click();
    await page.getByText('Recorded', { exact: true }).first().waitFor();
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/effects?group=over&connection=${connectionId}`);
    await page.getByRole('link', { name: 'Pay: Bank' }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});
