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
const newConnection = async (page: Page, what: string) => {
  await page.goto(`${journey.stack.url}/connections/new`);
  await page.getByLabel('What it is').selectOption({ label: what });
};

/** Asks for what mails need, and says at its field what cannot be used. */
async function connectMailServer(page: Page): Promise<void> {
  await newConnection(page, 'a mail server (SMTP)');
  await page.getByRole('button', { name: 'Connect it' }).click();
  await page.getByRole('heading', { name: /fields to correct/ }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Mail');
  await page.getByLabel('Mail server', { exact: true }).fill('127.0.0.1');
  await page.getByLabel('Spoken to over').selectOption({ label: 'TLS from the first byte' });
  expect(await page.getByLabel('Port', { exact: true }).inputValue()).toBe('465');
  await page.getByLabel('Mails are from').fill('approvals@example.com');
  await page.getByLabel('User', { exact: true }).fill('countersign');
  await page.getByLabel('Password', { exact: true }).fill('s3cret-password');
  await page.getByRole('button', { name: 'Connect it' }).click();
  await page.getByRole('link', { name: /not a public address/ }).waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await keepPicture(page, 'mail-server-new');
  await page.getByLabel('Mail server', { exact: true }).fill('mail.example.com');
  await page.getByRole('button', { name: 'Connect it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Mail', exact: true }).waitFor();
  await page.getByLabel('Send a mail to').waitFor();
  expect(await looks(page)).toEqual([[], 0]);
}

/** The address is typed once, and seen by nobody afterwards; a try writes to the chat. */
async function connectChat(page: Page): Promise<void> {
  const secret = `${journey.stack.receiverUrl}/chat/T000SECRET/x0123456789SECRET`;
  await newConnection(page, 'a chat (Slack, Teams, or alike)');
  await page.getByLabel('Name', { exact: true }).fill('Purchasing');
  await page.getByLabel('Address for messages').fill(secret);
  await keepPicture(page, 'chat-new');
  await page.getByRole('button', { name: 'Connect it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Purchasing' }).waitFor();
  await page.getByRole('button', { name: 'Try it' }).click();
  await page.getByText(/^Answered 2/).first().waitFor();
  expect(await page.content()).not.toMatch(/T000SECRET|x0123456789SECRET/);
  expect(await looks(page)).toEqual([[], 0]);
  await keepPicture(page, 'chat-tried');
}

/** A message and a mail after the signature, each through what it is for. */
async function writeSteps(page: Page, workflowId: string): Promise<void> {
  await beginEffectStep(page, { url: journey.stack.url, workflowId, name: 'Write', how: 'a mail is sent' });
  await page.getByLabel('Through the mail server').selectOption({ label: 'Mail' });
  await page.getByLabel('And to these addresses').fill('the vendor');
  await page.getByLabel('Subject', { exact: true }).fill('Approved: {{title}}');
  await page.getByLabel('Text', { exact: true }).fill('It is approved.');
  await page.getByText(/is no mail address/).first().waitFor();
  await page.getByLabel('And to these addresses').fill('vendor@example.com');
  await page.getByText('Nothing: it can be published.').waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await keepPicture(page, 'mail-step');
  await page.getByLabel('How', { exact: true }).selectOption({ label: 'a message is sent to a chat' });
  await page.getByLabel('To the chat').selectOption({ label: 'Purchasing' });
  await page.getByLabel('Text', { exact: true }).fill('{{requester.name}} may buy {{title}}');
  await page.getByText('Nothing: it can be published.').waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await publishIt(page, /“Write” is added/);
  await page.getByRole('heading', { level: 2, name: 'Version 2', exact: true }).waitFor();
}

describe('mails and chats', () => {
  it.each([[1280, 'light'], [320, 'dark']] as const)('are connected, tried and written into a workflow; who approves sees what will be said, and afterwards that it was (%i px, %s) (row:D1 row:D5 row:A7)', async (width, colorScheme) => {
    const { stack, browser, company } = await openCompanyJourney();
    const flow = await addFlow(company, 'Chairs', { formatVersion: 2, steps: [signedBy(company, 'Budget owner', { id: 'budget', name: 'Budget owner' })] });
    const { page, faults } = await openPage(browser, { width, colorScheme });
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await connectMailServer(page);
    await connectChat(page);
    await writeSteps(page, flow.workflowId);
    const { id } = await company.requester.call(submitRequest, { body: { requestTypeId: flow.requestTypeId, content: { title: 'Chairs', amount: { amount: '12.50', currency: 'EUR' } } } });
    const approver = await openPage(browser, { width, colorScheme });
    await carrySession(approver.page, stack.url, company.budgetOwner);
    await approver.page.goto(`${stack.url}/requests/${id}`);
    await approver.page.getByText(/a message to Purchasing, “Employee of Acme may buy Chairs”; a message cannot be taken back/).filter({ visible: true }).first().waitFor();
    await keepPicture(approver.page, `decide-${width}`);
    await company.decide(company.budgetOwner, id, 'approve');
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByRole('link', { name: 'What was sent, and every attempt' }).click();
    await page.getByText('Purchasing carried it out, after one attempt.').waitFor();
    expect(await page.content()).not.toMatch(/T000SECRET|x0123456789SECRET/);
    await keepPicture(page, `effect-${width}`);
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
    await browser.close();
  }, limitMs);
});
