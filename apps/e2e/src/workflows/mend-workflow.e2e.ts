import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listWorkflows } from '@countersign/contracts/workflows';
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

/** What has the focus: its text, or what is written in it. */
const focused = (page: Page, wanted: string) => until(page, `(document.activeElement?.value || document.activeElement?.textContent || '').includes(${JSON.stringify(wanted)})`);

async function openEditor(page: Page): Promise<void> {
  const { stack, company } = journey;
  await carrySession(page, stack.url, company.admin);
  await page.goto(`${stack.url}/workflows/${company.workflowId}/edit`);
  await page.getByText(/^Nothing is different from version \d, which is live\.$/).waitFor();
}

/** Who signs the first step is taken away, and the condition of the second is made one that does not fit. */
async function spoil(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Budget owner/ }).press('Enter');
  await tabTo(page, /^Remove$/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Finance/ }).press('Enter');
  await tabTo(page, /^Only if/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('request.amount > 5');
  await page.getByText('2 things have to be changed.').waitFor();
}

describe('what is wrong with a workflow', () => {
  it('leads to its step and its field, from the sum, from the list, from the sentence and by a key; a step is then added, its approver chosen, undone and published, by keyboard alone (row:A2 row:B2)', async () => {
    const { browser, company } = journey;
    const { page, faults } = await openPage(browser);
    await openEditor(page);
    await spoil(page);
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.getByRole('button', { name: '2 things have to be changed.' }).press('Enter');
    await focused(page, 'Add who may sign');
    await page.keyboard.press('F8');
    await focused(page, 'request.amount > 5');
    await page.keyboard.press('F8');
    await focused(page, 'Add who may sign');
    await page.getByRole('button', { name: 'Finance: Only if' }).press('Enter');
    await focused(page, 'request.amount > 5');
    await page.getByRole('button', { name: /names nobody who may sign/ }).press('Enter');
    await focused(page, 'Add who may sign');
    await page.getByRole('button', { name: 'Publish', exact: true, description: 'What is wrong has to be mended first.' }).waitFor();

    for (let undone = 0; undone < 2; undone += 1) await page.keyboard.press('Control+z');
    await page.getByText('Nothing is different from version 1, which is live.').waitFor();
    await page.getByRole('button', { name: /^Finance/ }).focus();
    await page.keyboard.press('n');
    await until(page, "document.activeElement?.id.startsWith('name-')");
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Board');
    await tabTo(page, /^Add who may sign$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Who$/);
    await choose(page, /^Budget owner/);
    await page.getByText('“Board” is added, after “Finance”.').waitFor();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+Shift+z');
    await page.getByText('Nothing: it can be published.').waitFor();
    await page.getByText('Kept at this browser only').waitFor();
    await publishIt(page, /“Board” is added/);
    await page.getByRole('heading', { level: 2, name: 'Version 2', exact: true }).waitFor();
    expect((await company.admin.call(listWorkflows, { query: {} })).items.find(({ name }) => name === 'Purchase')?.latestVersion).toMatchObject({ version: 2, state: 'published' });
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});

describe('the steps of a workflow', () => {
  it.each([320, 620, 1280])('open at the first press, wherever the focus was: nothing moves under the pointer (%i px) (row:A2)', async (width) => {
    const { browser } = journey;
    const { page, faults } = await openPage(browser, { width });
    await openEditor(page);
    const step = page.getByRole('button', { name: /^Finance/ });
    await step.scrollIntoViewIfNeeded();
    const before = await step.boundingBox();
    await page.mouse.move((before?.x ?? 0) + 20, (before?.y ?? 0) + 10);
    await page.mouse.down();
    expect(await step.boundingBox()).toEqual(before);
    await page.mouse.up();
    expect(await step.getAttribute('aria-expanded')).toBe('true');
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});

describe('what is written and not saved', () => {
  it('says where it is kept, and is not lost unasked: not by leaving where the browser keeps nothing, not as JSON, and not by beginning anew (row:A2)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser, { width: 320, colorScheme: 'dark' });
    await page.addInitScript("const set = Storage.prototype.setItem; Storage.prototype.setItem = function (key, text) { if (key.startsWith('workflow-draft')) throw new Error('full'); set.call(this, key, text); };");
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/workflows/new/edit`);
    await page.getByText('What you change is kept at this browser until you save it.').waitFor();
    await page.getByLabel('Name of the workflow').fill('Lost');
    await page.getByText('This browser keeps nothing').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.getByRole('link', { name: 'All workflows' }).press('Enter');
    await page.getByRole('dialog', { name: 'Leave, and lose what you wrote?' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.getByLabel('Name of the workflow').inputValue()).toBe('Lost');
    await page.getByRole('link', { name: 'All workflows' }).press('Enter');
    await page.getByRole('button', { name: 'Leave and lose it' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Workflows' }).waitFor();
    await page.context().close();

    const other = await openPage(browser);
    await carrySession(other.page, stack.url, company.admin);
    await other.page.goto(`${stack.url}/workflows/new/edit`);
    await other.page.getByLabel('Name of the workflow').fill('Kept');
    await other.page.getByRole('button', { name: 'As JSON' }).press('Enter');
    await other.page.getByLabel('The definition as JSON').fill('{');
    await other.page.getByText('What is written as JSON has to be applied or given up first.').waitFor();
    await other.page.getByRole('link', { name: 'All workflows' }).press('Enter');
    await other.page.getByText('What is written as JSON and not applied is kept nowhere.').waitFor();
    await other.page.getByRole('button', { name: 'Stay here' }).press('Enter');
    const asked = other.page.waitForEvent('dialog');
    await other.page.close({ runBeforeUnload: true });
    const leaving = await asked;
    expect(leaving.type()).toBe('beforeunload');
    await leaving.dismiss();
    await other.page.getByRole('button', { name: 'Give up what is written here' }).press('Enter');

    await other.page.reload();
    await other.page.getByText('Found what you were writing').waitFor();
    await other.page.getByRole('button', { name: 'Begin anew…' }).press('Enter');
    await other.page.getByRole('button', { name: 'Keep it' }).press('Enter');
    expect(await other.page.getByLabel('Name of the workflow').inputValue()).toBe('Kept');
    await other.page.getByRole('button', { name: 'Begin anew…' }).press('Enter');
    await other.page.getByRole('button', { name: 'Give it up' }).press('Enter');
    expect(await other.page.getByLabel('Name of the workflow').inputValue()).toBe('');
    expect([faults, other.faults]).toEqual([[], []]);
    await other.page.context().close();
  }, 240_000);
});
