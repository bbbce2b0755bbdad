import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import type { Company } from '@countersign/testing/over-http';
import type { Browser } from 'playwright-core';
import { openCompanyJourney, type Stack } from '../platform/open-journey.js';
import { openPage } from '@countersign/browser';
import { signInAs } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let stack: Stack;
let browser: Browser;
let company: Company;

beforeAll(async () => {
  journey = await openCompanyJourney({ webhooks: true });
  ({ stack, browser, company } = journey);
}, 120_000);
afterAll(() => journey?.close());

interface Received {
  readonly type: string;
  readonly verified: boolean;
  readonly timesReceived: number;
  readonly body: unknown;
}

/** What the receiver has about a request, once it has something. */
async function received(requestId: string): Promise<Received[]> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { items } = (await (await fetch(`${stack.receiverUrl}/received.json`)).json()) as { readonly items: Received[] };
    const about = items.filter(({ body }) => JSON.stringify(body).includes(requestId));
    if (about.length > 0) return about;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The receiver got nothing within ten seconds.');
}

async function submitChairs(): Promise<string> {
  const { page, faults } = await openPage(browser);
  await signInAs(page, stack.url, company.requester);
  await page.getByRole('link', { name: 'Submit', exact: true }).click();
  await page.getByRole('link', { name: /Purchase order/ }).or(page.getByRole('button', { name: /Purchase order/ })).first().click();
  await page.getByLabel('What').fill('Six desk chairs');
  await page.getByLabel('Amount', { exact: true }).first().fill('7250.50');
  await page.getByLabel('Note').fill('For the new room');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Six desk chairs' }).waitFor();
  expect(faults).toEqual([]);
  const id = /requests\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.context().close();
  return id;
}

async function approveInBrowser(person: Company['budgetOwner']): Promise<void> {
  const { page, faults } = await openPage(browser);
  await signInAs(page, stack.url, person);
  await page.getByRole('heading', { name: 'Six desk chairs' }).waitFor();
  await page.getByText(/^I, .* approve version 1 of request 1/).waitFor();
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await page.getByText('Recorded').first().waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
}

describe('the main job', () => {
  it('an employee submits, two approvers decide, one signed webhook arrives, and the audit tells it all (row:A3 row:A4 row:A7 row:C1 row:E1)', async () => {
    const requestId = await submitChairs();
    await approveInBrowser(company.budgetOwner);
    await approveInBrowser(company.finance);
    const items = await received(requestId);
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ type: 'payment.requested', verified: true, timesReceived: 1 });
    await receiverPageShowsIt();
    const entries = (await company.auditor.call(listAuditEntries, { query: { subjectId: requestId } })).items.toReversed();
    const told = entries.map(({ action, actor, channel }) => `${action} by ${actor.name} through ${channel}`);
    expect(told).toEqual([
      'request.submitted by Employee of Acme through screen',
      'request.decided by Budget owner of Acme through screen',
      'request.decided by Finance of Acme through screen',
      'effect.succeeded by effects through job',
    ]);
    expect(entries[3]?.causeId).toBe(entries[2]?.id);
  }, 120_000);
});

async function receiverPageShowsIt(): Promise<void> {
  const { page, faults } = await openPage(browser);
  await page.goto(stack.receiverUrl);
  await page.getByText('payment.requested').first().waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
}
