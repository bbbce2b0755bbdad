import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRequestType } from '@countersign/contracts/request-types';
import { getRequest, submitRequest } from '@countersign/contracts/requests';
import { approvalBy, purchaseForm } from '@countersign/testing/over-http';
import { createWorkflow, listWorkflows, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { openPage } from '@countersign/browser';
import type { Page } from 'playwright-core';
import { choose } from '../platform/choose.js';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { publishIt } from '../platform/publish-it.js';
import { carrySession } from '../platform/sign-in.js';
import { tabTo } from '../platform/tab-to.js';
import { until } from '../platform/until.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 240_000);
afterAll(() => journey?.close());

/** A step that is begun has the focus in its name. */
const nameIsFocused = (page: Page) => until(page, "document.activeElement?.id.startsWith('name-')");

/** A workflow with a request type on it, so that conditions are checked against a form. */
async function travel(): Promise<{ workflowId: string; requestTypeId: string }> {
  const { company } = journey;
  const { id: workflowId } = await company.admin.call(createWorkflow, { body: { name: 'Travel', definition: { formatVersion: 1, steps: [approvalBy(company, 'Budget owner', { id: 'budget', name: 'Budget owner' })] } as never } });
  await company.admin.call(publishWorkflowVersion, { params: { workflowId, version: '1' } });
  const { id: requestTypeId } = await company.admin.call(createRequestType, { body: { name: 'Travel', form: purchaseForm, titleField: 'title', amountField: 'amount', workflowId } });
  return { workflowId, requestTypeId };
}

/** After the step at hand: two branches side by side, an approval in each, the second under a condition that does not fit. By keyboard. */
async function writeTogether(page: Page): Promise<void> {
  await page.keyboard.press('j');
  await page.keyboard.press('n');
  await nameIsFocused(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Together');
  await tabTo(page, /^Kind of step$/);
  await choose(page, /^Parallel$/);
  await page.getByRole('button', { name: 'Add a step to branch 1' }).focus();
  await page.keyboard.press('Enter');
  await nameIsFocused(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Safety');
  await tabTo(page, /^Add who may sign$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Who$/);
  await choose(page, /^Budget owner/);
  await page.getByRole('button', { name: 'Add a step to branch 2' }).focus();
  await page.keyboard.press('Enter');
  await nameIsFocused(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Finance');
  await tabTo(page, /^Only if/);
  await page.keyboard.type('request.amount > 5000');
  await tabTo(page, /^Add who may sign$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Who$/);
  await choose(page, /^Finance/);
}

describe('writing a workflow', () => {
  it('is done by keyboard: a condition, steps side by side and two approvals; a finding is mended beside its step, the version published, and a request runs on it (row:A2 row:B2 row:A3)', async () => {
    const { stack, browser, company } = journey;
    const { workflowId, requestTypeId } = await travel();
    const { page, faults } = await openPage(browser);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/workflows/${workflowId}`);
    await page.getByRole('link', { name: 'Edit', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Edit Travel' }).waitFor();
    // What says the same as the live version is no version of its own: the server says so, and nothing is sent.
    const publish = page.getByRole('button', { name: 'Publish', exact: true, description: 'Nothing is different from version 1, which is live.' });
    await publish.waitFor();
    await publish.press('Enter');
    expect(await publish.getAttribute('aria-disabled')).toBe('true');

    await writeTogether(page);
    const finding = page.getByText('“request.amount” is an amount of money and 5000 is a whole number', { exact: false });
    await finding.waitFor();
    await page.getByText('Line 1, column 1').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.getByLabel(/^Only if/).focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('decimal(request.amount.amount) > 5000');
    await finding.waitFor({ state: 'detached' });
    await page.getByText('“Together” is added, after “Budget owner”.').waitFor();
    await page.getByText('Nothing: it can be published.').waitFor();

    await page.reload();
    await page.getByText('Found what you were writing').waitFor();
    await page.getByRole('button', { name: /^Finance/ }).waitFor();
    await page.getByText('Nothing: it can be published.').waitFor();
    await page.getByText('Kept at this browser only').waitFor();
    await publishIt(page, /“Together” is added/);
    await page.getByRole('heading', { level: 2, name: 'Version 2', exact: true }).waitFor();

    const { id } = await company.requester.call(submitRequest, { body: { requestTypeId, content: { title: 'Lagos', amount: { amount: '9000.00', currency: 'EUR' } } } });
    expect((await company.requester.call(getRequest, { params: { requestId: id } })).workflow.version).toBe(2);
    await company.decide(company.budgetOwner, id, 'approve');
    await company.decide(company.budgetOwner, id, 'approve');
    expect(await company.decide(company.finance, id, 'approve')).toMatchObject({ requestStatus: 'approved' });
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('undoes step by step, moves steps by keyboard, begins a workflow from nothing, and fits a narrow screen in the dark (row:A2)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser, { width: 320 });
    await page.emulateMedia({ colorScheme: 'dark' });
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/workflows/new/edit`);
    await page.getByText('There is no step yet. Add the first').waitFor();
    await page.getByLabel('Name of the workflow').fill('Narrow');
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('n');
    await nameIsFocused(page);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('First');
    await page.getByText('A step that you began is not filled in yet.').first().waitFor();
    await tabTo(page, /^Add who may sign$/);
    await page.keyboard.press('Enter');
    await page.getByText('Nothing: it can be published.').waitFor();
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('n');
    await nameIsFocused(page);
    await page.keyboard.press('Alt+ArrowUp');
    const names = async () => (await page.locator('[data-row] b').allTextContents()).join(' ');
    expect(await names()).toBe('Approval First');
    await page.keyboard.press('Control+z');
    expect(await names()).toBe('First Approval');
    await page.keyboard.press('Control+z');
    expect(await names()).toBe('First');
    await page.keyboard.press('Control+Shift+z');
    expect(await names()).toBe('First Approval');
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.keyboard.press('Control+z');
    await page.getByText('Nothing: it can be published.').waitFor();
    await page.getByRole('button', { name: 'Save as a draft version' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Narrow' }).waitFor();
    expect((await company.admin.call(listWorkflows, { query: {} })).items.find(({ name }) => name === 'Narrow')?.latestVersion).toMatchObject({ version: 1, state: 'draft' });
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});
