import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listConnections, updateConnection } from '@countersign/contracts/connections';
import { createRequestType } from '@countersign/contracts/request-types';
import { getRequest, submitRequest } from '@countersign/contracts/requests';
import { createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { addFlow, approvalBy, callStep, connect, plainConnection, purchaseForm, signedBy } from '@countersign/testing/over-http';
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
const bankUrl = () => `${journey.stack.receiverUrl}/bank`;

/** A workflow with one signature, and a request type on it. */
async function payments(): Promise<{ readonly workflowId: string; readonly requestTypeId: string }> {
  const { company } = journey;
  const { id: workflowId } = await company.admin.call(createWorkflow, { body: { name: 'Payments', definition: { formatVersion: 1, steps: [approvalBy(company, 'Budget owner', { id: 'budget', name: 'Budget owner' })] } as never } });
  await company.admin.call(publishWorkflowVersion, { params: { workflowId, version: '1' } });
  const { id: requestTypeId } = await company.admin.call(createRequestType, { body: { name: 'Payment', form: purchaseForm, titleField: 'title', amountField: 'amount', workflowId } });
  return { workflowId, requestTypeId };
}

/** Fills in the form, wrong at first: what is missing is said at its field and nothing is sent; what the server refuses stands there too. */
async function connectBank(page: Page): Promise<void> {
  const { stack } = journey;
  await page.goto(`${stack.url}/connections`);
  await page.getByText('No system is connected yet.').waitFor();
  await page.getByRole('link', { name: 'Connect a system' }).click();
  await page.getByRole('heading', { level: 1, name: 'Connect a system' }).waitFor();

  await page.getByRole('button', { name: 'Connect it' }).click();
  await page.getByRole('heading', { name: '2 fields to correct' }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Bank');
  await page.getByLabel('Address', { exact: true }).fill('http://10.0.0.8/');
  await page.getByLabel('How it is told').selectOption({ label: 'By a key in a header' });
  await page.getByLabel('Key', { exact: true }).fill('sk_live_0123456789');
  await page.getByLabel('Shape of answers').fill('{ "type": "object", "required": ["state"]');
  await page.getByText('This is not JSON yet').waitFor();
  await page.getByLabel('Shape of answers').fill('{ "type": "object", "required": ["state"], "properties": { "state": { "type": "string" } } }');
  await page.getByRole('button', { name: 'Connect it' }).click();
  await page.getByRole('link', { name: /10\.0\.0\.8 is not a public address\. Give another address, or have whoever runs this installation name 10\.0\.0\.8:80 in the setting ALLOWED_WEBHOOK_HOSTS/ }).waitFor();
  expect(await page.getByLabel('Address', { exact: true }).getAttribute('aria-invalid')).toBe('true');
  expect(await looks(page)).toEqual([[], 0]);
  await page.getByLabel('Address', { exact: true }).fill(bankUrl());
  // Whoever says nothing of keys does not pay twice.
  await page.getByText('it is never made again by itself').waitFor();
  await page.getByLabel('Yes: what comes twice with one key is done once').check();
  await page.getByText('it is made again with the same key, and the other system does it once').waitFor();
  await page.getByRole('button', { name: 'Connect it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Bank' }).waitFor();
}

/** A worker makes the call; the page shows that it is under way, and then the trace, without the key. */
async function tryBank(page: Page): Promise<void> {
  await page.getByLabel('Path', { exact: true }).fill('/health');
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText('Answered 200', { exact: true }).waitFor();
  // What was said while it was under way does not stay beside what came of it.
  await page.locator('[data-status-line]').getByText('Bank: Answered 200.').waitFor();
  await page.getByText('"state": "up"').waitFor();
  expect(await page.getByLabel('Key', { exact: true }).inputValue()).toBe('');
  expect(await page.content()).not.toContain('sk_live_0123456789');
  expect(await looks(page)).toEqual([[], 0]);
}

/** After the signature: a step that pays at the bank what was asked for, and publishes it. */
async function writeCall(page: Page, workflowId: string): Promise<void> {
  await beginEffectStep(page, { url: journey.stack.url, workflowId, name: 'Pay', how: 'another system is called' });
  // Nothing is chosen by itself, and nothing is held against who has only begun; publishing says all of it.
  await page.getByText('A step that you began is not filled in yet.').first().waitFor();
  expect([await page.getByLabel('Through the connection').inputValue(), await page.getByLabel('Path', { exact: true }).inputValue(), await page.getByText(/^Choose the connection/).count()]).toEqual(['', '', 0]);
  await page.getByLabel('Through the connection').focus();
  await page.keyboard.press('Tab');
  await page.getByText('Choose the connection.').first().waitFor();
  expect(await page.getByText(/^The path is missing/).count()).toBe(0);
  await page.getByRole('button', { name: 'Publish', exact: true }).press('Enter');
  await page.getByText('The path is missing. Give one, such as /payments.').first().waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await page.getByLabel('Through the connection').selectOption({ label: 'Bank' });
  await page.getByLabel('Path', { exact: true }).fill('/payments/{{number}}');
  await page.getByLabel(/^Body/).fill('{ "amount": "{{request.amount.amount}}", "currency": "{{request.amount.currency}}", "for": "{{title}}" }');
  await page.getByText('Nothing: it can be published.').waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await publishIt(page, /“Pay” is added/);
  await page.getByRole('heading', { level: 2, name: 'Version 2', exact: true }).waitFor();
}

/** Who approves sees the call before deciding. */
async function approvePayment(requestTypeId: string): Promise<string> {
  const { stack, browser, company } = journey;
  const { id, number } = await company.requester.call(submitRequest, { body: { requestTypeId, content: { title: 'Stage lighting', amount: { amount: '120.10', currency: 'EUR' } } } });
  const { page, faults } = await openPage(browser);
  page.setDefaultTimeout(60_000);
  await carrySession(page, stack.url, company.budgetOwner);
  await page.goto(`${stack.url}/requests/${id}`);
  await page.getByText(`POST /payments/${number} at Bank`).filter({ visible: true }).first().waitFor();
  await page.getByText('If the request is undone, a person undoes it.').filter({ visible: true }).first().waitFor();
  await page.getByText('What is sent', { exact: true }).filter({ visible: true }).first().click();
  await page.getByText('"amount": "120.10"').filter({ visible: true }).first().waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await keepPicture(page, 'call-decide');
  await page.getByRole('button', { name: /^Approve/ }).first().click();
  await page.keyboard.press('Enter');
  await page.getByText('Recorded').first().waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
  return id;
}

describe('connecting another system', () => {
  it('an admin connects a bank, tries it, and has a step of a workflow call it; who approves sees the call before deciding, and afterwards what was sent and answered (row:D1 row:D3 row:A7 row:C2)', async () => {
    const { stack, browser, company } = journey;
    const { workflowId, requestTypeId } = await payments();
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await connectBank(page);
    await tryBank(page);
    await writeCall(page, workflowId);
    const id = await approvePayment(requestTypeId);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByText(/Delivered to Bank/).first().waitFor();
    await page.getByRole('link', { name: 'What was sent, and every attempt' }).click();
    await page.getByRole('heading', { level: 1, name: 'Pay: Bank' }).waitFor();
    await page.getByText('Bank carried it out, after one attempt.').waitFor();
    await page.getByText('Answered 201').waitFor();
    await page.getByText('"amount": "120.10"').first().waitFor();
    expect(await page.content()).not.toContain('sk_live_0123456789');
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);
});

describe('pausing a connection', () => {
  it('is done at once and undone at once; what was approved meanwhile waits, says why, and goes out then (row:C3 row:J2)', async () => {
    const { stack, browser, company } = journey;
    const connection = await connect(company, bankUrl(), { name: 'Paused bank' });
    const flow = await addFlow(company, 'Through the paused bank', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), callStep(connection.id)] });
    const { page, faults } = await openPage(browser, { width: 320, colorScheme: 'dark' });
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/connections/${connection.id}`);
    const nameField = page.getByLabel('Name', { exact: true });
    await nameField.fill('A name that nobody saved');
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByText('Nothing is sent to Paused bank now.').waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    const { id } = await flow.submit();
    await company.decide(company.budgetOwner, id, 'approve');
    const effect = (await company.admin.call(getRequest, { params: { requestId: id } })).effects[0];
    const other = await page.context().newPage();
    await other.goto(`${stack.url}/effects/${effect?.id ?? ''}`);
    await other.getByText('Paused bank is paused: it is sent once somebody lets it go on.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    await other.getByText('Paused bank carried it out, after one attempt.').waitFor();
    // What was being filled in is still there, and is saved over nothing that somebody else wrote.
    expect(await nameField.inputValue()).toBe('A name that nobody saved');
    const [now] = (await company.admin.call(listConnections, { query: {} })).items.filter((each) => each.id === connection.id);
    await company.admin.call(updateConnection, { params: { connectionId: connection.id }, body: { name: 'Paused bank', baseUrl: bankUrl(), ...plainConnection, limits: { ...plainConnection.limits, attemptsMax: 5 }, paused: false, revision: now?.revision ?? 0 } });
    await page.getByRole('button', { name: 'Save the connection' }).click();
    await page.getByRole('alert').getByText('Look at what it says now').waitFor();
    await page.getByRole('button', { name: 'Show what it says now' }).click();
    expect([await nameField.inputValue(), await page.getByLabel('Attempts', { exact: true }).inputValue()]).toEqual(['Paused bank', '5']);
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);
});
