import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addWorkflowVersion, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { approvalBy } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let waitingId: string;
beforeAll(async () => {
  journey = await openCompanyJourney();
  waitingId = (await journey.company.submit()).id;
}, 120_000);
afterAll(() => journey?.close());

describe('workflows', () => {
  it('are found by keyboard and read step by step; a request shows the path that it took through its own version, whatever is live now (row:A2 row:B2 row:E3)', async () => {
    const { stack, browser, company } = journey;
    const { id } = await company.submit({ title: 'Chairs', amount: { amount: '80.00', currency: 'EUR' } });
    await company.decide(company.budgetOwner, id, 'approve');
    const { page, faults } = await openPage(browser);
    await carrySession(page, stack.url, company.auditor);
    await page.goto(`${stack.url}/inbox`);
    await page.getByRole('link', { name: 'Workflows' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.getByRole('heading', { level: 1, name: 'Workflows' }).waitFor();
    await page.getByRole('link', { name: 'Purchase', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Purchase' }).waitFor();
    await page.getByText('Only if Amount is 5,000 or more').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Finance');
    await page.getByRole('img', { name: 'Purchase, version 1, drawn: 3 steps' }).waitFor();

    const params = { workflowId: company.workflowId };
    await company.admin.call(addWorkflowVersion, { params, body: { definition: { formatVersion: 1, steps: [approvalBy(company, 'Finance')] as never } } });
    await company.admin.call(publishWorkflowVersion, { params: { ...params, version: '2' } });
    await page.goto(`${stack.url}/requests/${id}`);
    const skipped = page.getByRole('listitem').filter({ hasText: 'because “Amount is 5,000 or more” was false for this request' });
    await skipped.getByText('request.amount.amount was 80.00').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Budget owner of Acme approved version 1' }).first().waitFor();
    await page.getByRole('link', { name: 'View workflow, version 1' }).click();
    await page.getByRole('heading', { level: 2, name: 'Version 1', exact: true }).waitFor();
    await page.getByLabel('Version shown').selectOption('2');
    await page.getByRole('heading', { level: 2, name: 'Version 2', exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('version')).toContain('2');
    expect([await findViolations(page), await overflowPx(page), faults]).toEqual([[], 0, []]);
    await page.context().close();
  }, 120_000);

  it('are no place for who may not see them, who is shown the path of their request all the same (row:F2)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser, { width: 320 });
    await carrySession(page, stack.url, company.requester);
    await page.goto(`${stack.url}/requests/${waitingId}`);
    const open = page.getByRole('listitem').filter({ hasText: 'It waits for the one who can act on it' });
    await open.getByText('Budget owner of Acme').waitFor();
    await page.getByText('Not reached yet.').first().waitFor();
    expect([await page.getByRole('link', { name: /View workflow/ }).count(), await page.getByRole('link', { name: 'Workflows' }).count()]).toEqual([0, 0]);
    expect([await findViolations(page), await overflowPx(page), faults]).toEqual([[], 0, []]);
    await page.context().close();
  }, 120_000);
});
