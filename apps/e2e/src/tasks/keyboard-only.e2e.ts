import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest } from '@countersign/contracts/requests';
import { testPassword, type Company } from '@countersign/testing/over-http';
import type { Browser, Page } from 'playwright-core';
import { openCompanyJourney, type Stack } from '../platform/open-journey.js';
import { openPage } from '@countersign/browser';
import { tabTo } from '../platform/tab-to.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let stack: Stack;
let browser: Browser;
let company: Company;

beforeAll(async () => {
  journey = await openCompanyJourney();
  ({ stack, browser, company } = journey);
}, 120_000);
afterAll(() => journey?.close());

async function signInByKeyboard(page: Page, email: string): Promise<void> {
  await page.goto(stack.url);
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await page.getByLabel('E-mail').waitFor();
  await tabTo(page, /^E-mail/);
  await page.keyboard.type(email);
  await tabTo(page, /^Password/);
  await page.keyboard.type(testPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
}

describe('by keyboard alone', () => {
  it('from a cold start to an approved request: sign in, open, arm, sign (row:J4 row:A7)', async () => {
    const { id } = await company.submit();
    const { page, faults } = await openPage(browser);
    await signInByKeyboard(page, company.budgetOwner.email);
    await page.getByRole('heading', { name: 'Stage lighting' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('a');
    const focused = await page.evaluate<string>('document.activeElement?.textContent ?? ""');
    expect(focused).toMatch(/Approve|Sign/);
    await page.keyboard.press('Enter');
    await page.getByText('Recorded').first().waitFor();
    const request = await company.requester.call(getRequest, { params: { requestId: id } });
    expect(request.decisions.map(({ verdict }) => verdict)).toEqual(['approve']);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('one key alone never decides: arming and leaving records nothing', async () => {
    const { id } = await company.submit({ title: 'A second one', amount: { amount: '10.00', currency: 'EUR' } });
    const { page } = await openPage(browser);
    await signInByKeyboard(page, company.budgetOwner.email);
    await page.getByRole('heading', { name: 'A second one' }).waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(500);
    const request = await company.requester.call(getRequest, { params: { requestId: id } });
    expect(request.decisions).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('keys are dead while a reason is typed, and the reason goes along', async () => {
    const { id } = await company.submit({ title: 'A third one', amount: { amount: '11.00', currency: 'EUR' } });
    const { page } = await openPage(browser);
    await signInByKeyboard(page, company.budgetOwner.email);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByRole('heading', { name: 'A third one' }).waitFor();
    await page.keyboard.press('c');
    await page.keyboard.type('please add a quote');
    await tabTo(page, /Request changes/);
    await page.keyboard.press('Enter');
    await page.getByText('Recorded').first().waitFor();
    const request = await company.requester.call(getRequest, { params: { requestId: id } });
    expect(request.decisions.map(({ verdict, reason }) => `${verdict}: ${reason}`)).toEqual(['request_changes: please add a quote']);
    await page.context().close();
  }, 60_000);
});
