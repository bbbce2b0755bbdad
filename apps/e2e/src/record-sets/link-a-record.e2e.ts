import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRequestType } from '@countersign/contracts/request-types';
import { submitRequest } from '@countersign/contracts/requests';
import { createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { addRecordSet, approvalBy, connect, purchaseForm } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import type { Page } from 'playwright-core';
import { beginEffectStep } from '../platform/begin-effect-step.js';
import { looks } from '../platform/find-violations.js';
import { keepPicture } from '../platform/keep-picture.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { publishIt } from '../platform/publish-it.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let workflowId = '';
let requestTypeId = '';
beforeAll(async () => {
  journey = await openCompanyJourney();
  const { company, stack } = journey;
  const { id } = await connect(company, `${stack.receiverUrl}/bank`, { name: 'Payees’ bank' });
  await addRecordSet(company, { name: 'Payees', path: '/payees', paging: { kind: 'next_pointer', pointer: '/next' }, fields: [] }, id);
  const { admin } = company;
  workflowId = (await admin.call(createWorkflow, { body: { name: 'New payees', definition: { formatVersion: 1, steps: [approvalBy(company, 'Budget owner', { id: 'budget', name: 'Budget owner' })] } as never } })).id;
  await admin.call(publishWorkflowVersion, { params: { workflowId, version: '1' } });
  requestTypeId = (await admin.call(createRequestType, { body: { name: 'New payee', form: purchaseForm, titleField: 'title', amountField: 'amount', workflowId } })).id;
}, 240_000);
afterAll(() => journey?.close());

const limitMs = 240_000;

/** A step that makes a payee at the bank, and says where the answer names it: wrong at first, which is said at its field. */
async function writeMaking(page: Page): Promise<void> {
  await beginEffectStep(page, { url: journey.stack.url, workflowId, name: 'Make the payee', how: 'another system is called' });
  await page.getByLabel('Through the connection').selectOption({ index: 1 });
  await page.getByLabel('Method').selectOption('PUT');
  await page.getByLabel('Path', { exact: true }).fill('/payees/order_{{number}}');
  await page.getByLabel(/^Body/).fill('{ "name": "{{title}}" }');
  await page.getByLabel('Its answer names a record of').selectOption({ label: 'Payees' });
  await page.getByLabel('Where the answer says its id').fill('id');
  await page.getByLabel('Where the answer says its id').press('Tab');
  await page.getByText(/must be a JSON pointer such as \/id/).first().waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await keepPicture(page, 'named-record-in-editor');
  await page.getByLabel('Where the answer says its id').fill('/id');
  await page.getByText('Nothing: it can be published.').waitFor();
  await publishIt(page, /“Make the payee” is added/);
  await page.getByRole('heading', { level: 2, name: 'Version 2', exact: true }).waitFor();
}

describe('what an effect makes in another system', () => {
  it('is linked to its request: missing until it is read, in step afterwards, and each page leads to the other (row:D5)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await writeMaking(page);
    const { id, number } = await company.requester.call(submitRequest, { body: { requestTypeId, content: { title: 'Tents & Co', amount: { amount: '120.00', currency: 'EUR' } } } });
    await company.decide(company.budgetOwner, id, 'approve');
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByRole('heading', { name: 'Outside records' }).waitFor();
    const records = page.getByRole('region', { name: 'Outside records' });
    await records.getByText('Missing').waitFor();
    await records.getByText('Payees; named by the answer to “Make the payee”').waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await keepPicture(page, 'outside-records-missing');
    await records.getByRole('link', { name: `order_${number}` }).click();
    await page.getByText(`Nothing is kept under the id order_${number}.`).waitFor();
    await page.getByRole('link', { name: new RegExp(`New payee ${number}`) }).waitFor();
    await page.getByRole('button', { name: 'Read all of it now' }).click();
    await page.getByRole('heading', { level: 2, name: 'Tents & Co' }).waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await keepPicture(page, 'record-with-requests');
    await page.getByRole('link', { name: new RegExp(`New payee ${number}`) }).click();
    await records.getByText('In step').waitFor();
    await records.getByRole('link', { name: `Tents & Co order_${number}` }).waitFor();
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);

  it('is seen by who made the request on the narrowest screen in the dark, without a way to what they may not see (row:D5 row:J2)', async () => {
    const { stack, browser, company } = journey;
    const { id } = await company.requester.call(submitRequest, { body: { requestTypeId, content: { title: 'Ropes', amount: { amount: '20.00', currency: 'EUR' } } } });
    await company.decide(company.budgetOwner, id, 'approve');
    const { page, faults } = await openPage(browser, { width: 320, colorScheme: 'dark' });
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.requester);
    await page.goto(`${stack.url}/requests/${id}`);
    const records = page.getByRole('region', { name: 'Outside records' });
    await records.getByText('Missing').waitFor();
    expect(await records.getByRole('link').count()).toBe(0);
    await keepPicture(page, 'outside-records-320-dark');
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);
});
