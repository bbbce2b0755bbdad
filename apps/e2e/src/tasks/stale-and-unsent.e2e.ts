import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest, reviseRequest } from '@countersign/contracts/requests';
import type { Company } from '@countersign/testing/over-http';
import type { Browser, Page } from 'playwright-core';
import { openCompanyJourney, type Stack } from '../platform/open-journey.js';
import { openPage } from '@countersign/browser';
import { signInAs } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let stack: Stack;
let browser: Browser;
let company: Company;

beforeAll(async () => {
  journey = await openCompanyJourney();
  ({ stack, browser, company } = journey);
}, 120_000);
afterAll(() => journey?.close());

async function openRequest(title: string): Promise<{ page: Page; id: string }> {
  const { id } = await company.submit({ title, amount: { amount: '9800.00', currency: 'EUR' } });
  const { page } = await openPage(browser);
  await signInAs(page, stack.url, company.budgetOwner);
  await page.goto(`${stack.url}/requests/${id}`);
  await page.getByText(/approve version 1/).waitFor();
  return { page, id };
}

const decisionsOf = async (id: string) => (await company.requester.call(getRequest, { params: { requestId: id } })).decisions.length;

describe('what was shown is what is signed', () => {
  it('a version that arrives while one signs is shown with what changed, and nothing is recorded (row:A4)', async () => {
    const { page, id } = await openRequest('Moving target');
    await company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: { title: 'Moving target', amount: { amount: '12400.00', currency: 'EUR' } } } });
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing was recorded').first().waitFor();
    await page.getByText('€12,400.00').first().waitFor();
    expect(await decisionsOf(id)).toBe(0);
    await page.getByText(/approve version 2/).waitFor();
    await page.context().close();
  }, 60_000);

  it('a decision that got no answer says so, survives a reload, and is recorded once when sent again (row:J2 row:C2)', async () => {
    const { page, id } = await openRequest('Bad line');
    // The server records it, and the answer is lost on the way.
    let losses = 0;
    await page.route('**/v1/tasks/*/decisions', async (route) => {
      if (losses > 0) return route.abort('connectionfailed');
      losses += 1;
      await route.fetch();
      return route.abort('connectionfailed');
    });
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.getByText('No answer').first().waitFor();
    expect(await page.getByText('Recorded').count()).toBe(0);
    await page.unroute('**/v1/tasks/*/decisions');
    await page.reload();
    await page.getByRole('button', { name: 'Retry' }).or(page.getByText('Recorded')).first().waitFor();
    const retry = page.getByRole('button', { name: 'Retry' });
    if ((await retry.count()) > 0) await retry.first().click();
    await page.getByText('Recorded').first().waitFor();
    expect(await decisionsOf(id)).toBe(1);
    await page.context().close();
  }, 60_000);

  it('drawing a screen takes one request, and opening the first row of the inbox none (row:J1)', async () => {
    await company.submit({ title: 'One request', amount: { amount: '1.00', currency: 'EUR' } });
    const { page } = await openPage(browser);
    await signInAs(page, stack.url, company.budgetOwner);
    const calls: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.startsWith('/v1/')) calls.push(new URL(request.url()).pathname);
    });
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
    expect(calls).toEqual(['/v1/screens/inbox']);
    await page.context().close();
  }, 60_000);
});
