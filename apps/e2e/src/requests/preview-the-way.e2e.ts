import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPage } from '@countersign/browser';
import type { Company } from '@countersign/testing/over-http';
import type { Browser } from 'playwright-core';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openCompanyJourney, type Stack } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let stack: Stack;
let browser: Browser;
let company: Company;
beforeAll(async () => {
  journey = await openCompanyJourney();
  ({ stack, browser, company } = journey);
}, 120_000);
afterAll(() => journey?.close());

describe('whoever fills in a form', () => {
  it('sees by name who would be asked, after a pause in typing, and never an answer to another amount (row:A8 row:J3)', async () => {
    const { page, faults } = await openPage(browser, { width: 320 });
    await carrySession(page, stack.url, company.requester);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/v1/request-previews')) asked.push(new URL(request.url()).searchParams.get('content') ?? '');
    });
    await page.goto(`${stack.url}/submit`);
    await page.getByRole('link', { name: /Purchase order/ }).click();
    const way = page.getByRole('complementary', { name: 'Its way, once submitted' });
    await way.getByText('“Finance” depends on something that is not filled in yet.').waitFor();
    const amount = page.getByLabel('Amount', { exact: true }).first();
    await amount.pressSequentially('100', { delay: 30 });
    await way.getByText('Budget owner of Acme', { exact: true }).waitFor();
    await way.getByText('does not apply').waitFor();
    // Nothing was asked while one typed.
    expect(asked.filter((content) => /"amount":"10?"/.test(content))).toEqual([]);
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);

    // The answer for 9000 is late; meanwhile nothing is said of people, and what it says for 9000 does not come under 50.
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    await page.route('**/v1/request-previews*9000*', async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await amount.fill('9000');
    await way.getByText('Working out who would be asked.').waitFor();
    expect(await way.getByText('Finance of Acme').count()).toBe(0);
    await amount.fill('50');
    await way.getByText('does not apply').waitFor();
    letGo();
    await page.waitForTimeout(300);
    expect([await way.getByText('Finance of Acme').count(), await way.getByText('does not apply').count()]).toEqual([0, 1]);
    await page.unroute('**/v1/request-previews*9000*');
    await amount.fill('8000');
    await way.getByText('Finance of Acme', { exact: true }).waitFor();
    expect(faults).toEqual([]);
  }, 120_000);
});
