import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addWorkflowVersion, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { approvalBy } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let plan = '';
let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 240_000);
afterAll(() => journey?.close());

describe('requests on an older version of a workflow', () => {
  it('are moved as a plan said that they would be: seen before, started for a reason, told to whom it concerns, and in the ledger afterwards (row:B2)', async () => {
    const { stack, browser, company } = journey;
    const [plain, signed, returned] = [await company.submit({ title: 'Chairs', amount: { amount: '80.00', currency: 'EUR' } }), await company.submit(), await company.submit({ title: 'Given back', amount: { amount: '90.00', currency: 'EUR' } })];
    await company.decide(company.budgetOwner, signed.id, 'approve');
    await company.decide(company.budgetOwner, returned.id, 'request_changes', 'How many?');
    const params = { workflowId: company.workflowId };
    const budget = approvalBy(company, 'Budget owner', { id: 'budget', name: 'Budget owner', quorum: 1, when: 'true' });
    await company.admin.call(addWorkflowVersion, { params, body: { definition: { formatVersion: 1, steps: [budget, approvalBy(company, 'Finance', { id: 'last', name: 'Last look' })] as never } } });
    await company.admin.call(publishWorkflowVersion, { params: { ...params, version: '2' } });

    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/workflows/${company.workflowId}`);
    await page.getByText('3 requests still run on version 1').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Plan moving them to version 2' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Purchase: from version 1 to 2' }).waitFor();
    await page.getByText('A plan: nothing is moved yet').waitFor();
    plan = new URL(page.url()).pathname;
    await page.getByText('Starting moves 2 requests from version 1 to version 2: 1 with every signature, 1 that must be signed again in part. 1 request cannot move and stays on version 1.').waitFor();
    await page.getByRole('link', { name: 'Move, and must be signed again: 1' }).click();
    await page.getByText('The signature of Budget owner of Acme as Budget owner counts no more: the step asks for another condition there.').waitFor();
    await page.getByRole('link', { name: 'Cannot move: 1' }).click();
    await page.getByText('It was returned to its requester. It can be moved once it is resubmitted.').waitFor();
    await page.getByRole('link', { name: 'All', exact: true }).click();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);

    await page.getByRole('button', { name: 'Start moving…' }).click();
    await page.getByRole('button', { name: 'Start moving', exact: true }).click();
    await page.getByText('Say why: it is kept with each request.').waitFor();
    await page.getByLabel('Why they are moved').fill('The board asked for a last look.');
    await page.getByRole('button', { name: 'Start moving', exact: true }).click();
    await page.getByText('Done. 2 requests moved to version 2. 1 request cannot move and stays on version 1.').waitFor();
    expect(await page.getByText('On version 2').count()).toBe(2);
    expect([await findViolations(page), faults]).toEqual([[], []]);

    await page.getByRole('link', { name: /Stage lighting/ }).click();
    await page.getByText('moved it from version 1 to version 2 of the workflow').waitFor();
    await page.getByText('The board asked for a last look. What Budget owner of Acme signed as Budget owner counts no more.').waitFor();
    await page.context().close();

    const small = await openPage(browser, { width: 320, colorScheme: 'dark' });
    await carrySession(small.page, stack.url, company.budgetOwner);
    await small.page.goto(`${stack.url}/notifications`);
    await small.page.getByText(/changed the workflow of request/).first().waitFor();
    await small.page.goto(`${stack.url}/requests/${plain.id}`);
    await small.page.getByRole('heading', { name: /Chairs/ }).first().waitFor();
    await small.page.context().close();
    expect(await company.decide(company.budgetOwner, plain.id, 'approve')).toMatchObject({ requestStatus: 'open' });
  }, 240_000);

  it('are no place for who may not publish workflows, at 320 pixels too (row:B2 row:F2)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser, { width: 320, colorScheme: 'dark' });
    await carrySession(page, stack.url, company.auditor);
    await page.goto(`${stack.url}/workflows/${company.workflowId}`);
    await page.getByText('1 request still runs on version 1').waitFor();
    expect(await page.getByRole('button', { name: /Plan moving/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Look at the last one' }).count()).toBe(0);
    await page.goto(`${stack.url}${plan}`);
    await page.getByText('Your roles do not let you move requests.').waitFor();
    expect([await findViolations(page), await overflowPx(page), faults.filter((fault) => !fault.includes('403'))]).toEqual([[], 0, []]);
    await page.context().close();
  }, 120_000);
});
