import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { submitRequest } from '@countersign/contracts/requests';
import { addFlow, signedBy } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import type { Page } from 'playwright-core';
import { beginEffectStep } from '../platform/begin-effect-step.js';
import { looks } from '../platform/find-violations.js';
import { keepPicture } from '../platform/keep-picture.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { publishIt } from '../platform/publish-it.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 240_000);
afterAll(() => journey?.close());

const limitMs = 240_000;

/** A notice after the signature, to the requester and to Finance; what it cannot say is said while it is written. */
async function writeNotice(page: Page, workflowId: string, width: number): Promise<void> {
  await beginEffectStep(page, { url: journey.stack.url, workflowId, name: 'Tell finance', how: 'members are told in Countersign' });
  await page.getByRole('button', { name: 'Tell others, too' }).click();
  await page.getByLabel('Who', { exact: true }).selectOption({ label: 'Finance' });
  await page.getByLabel('Text', { exact: true }).fill('{{request.nowhere}}');
  await page.getByLabel('Text', { exact: true }).press('Tab');
  await page.getByText(/There is no "request.nowhere"/).first().waitFor();
  await page.getByLabel('Text', { exact: true }).fill('{{title}} can be ordered');
  await page.getByText('Nothing: it can be published.').waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await keepPicture(page, `notice-step-${width}`);
  await publishIt(page, /“Tell finance” is added/);
  await page.getByRole('heading', { level: 2, name: 'Version 2', exact: true }).waitFor();
  await page.getByText('Tells the requester, holders of Finance, by a notification “{{title}} can be ordered” in Countersign; once. If it is reversed: nothing has to be undone.').waitFor();
  await keepPicture(page, `notice-workflow-${width}`);
}

describe('a notice', () => {
  it.each([[1280, 'light'], [320, 'dark']] as const)('is written into a workflow; who approves sees whom it tells, and they are told, also who may not see the request (%i px, %s) (row:C1 row:A7 row:J4)', async (width, colorScheme) => {
    const { stack, browser, company } = await openCompanyJourney();
    const flow = await addFlow(company, 'Chairs', { formatVersion: 2, steps: [signedBy(company, 'Budget owner', { id: 'budget', name: 'Budget owner' })] });
    const { page, faults } = await openPage(browser, { width, colorScheme });
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await writeNotice(page, flow.workflowId, width);
    const { id, number } = await company.requester.call(submitRequest, { body: { requestTypeId: flow.requestTypeId, content: { title: 'Chairs', amount: { amount: '12.50', currency: 'EUR' } } } });
    await carrySession(page, stack.url, company.budgetOwner);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByText(/a notification to Employee of Acme, holders of Finance, “Chairs can be ordered”; what was told stays told/).filter({ visible: true }).first().waitFor();
    await keepPicture(page, `notice-decide-${width}`);
    await company.decide(company.budgetOwner, id, 'approve');
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByText(/Told .*Employee of Acme/).waitFor();
    await page.getByRole('link', { name: 'What was sent, and every attempt' }).click();
    await page.getByText(/It told .*Employee of Acme/).waitFor();
    await carrySession(page, stack.url, company.finance);
    await page.goto(`${stack.url}/notifications`);
    const told = page.getByRole('row', { name: new RegExp(`Countersign says of request ${number}: Chairs can be ordered`) });
    await told.waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await keepPicture(page, `notice-told-${width}`);
    // Finance may not see the request: what was said is all there is, and is read by opening it.
    await told.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Read', { exact: true }).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor();
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
    await browser.close();
  }, limitMs);
});
