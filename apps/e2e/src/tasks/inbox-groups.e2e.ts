import { openPage } from '@countersign/browser';
import { createDelegation } from '@countersign/contracts/delegations';
import { addFlow, memberIdOf, signedBy } from '@countersign/testing/over-http';
import type { Company } from '@countersign/testing/over-http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { findViolations } from '../platform/find-violations.js';
import { openCompanyJourney, type Stack } from '../platform/open-journey.js';
import { signInAs } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let stack: Stack;
let browser: Browser;
let company: Company;
beforeAll(async () => {
  journey = await openCompanyJourney();
  ({ stack, browser, company } = journey);
}, 240_000);
afterAll(() => journey?.close());

describe('the inbox of who decides for themselves and for another', () => {
  it('groups by when it is due, moves through all of it by keys, and shows for whom and until when; it can be narrowed to one of them (row:A10 row:A9 row:J4)', async () => {
    const later = await addFlow(company, 'With time', { formatVersion: 2, steps: [signedBy(company, 'Finance', { id: 'sign', name: 'Sign', due: { hours: 24 * 30 } })] });
    await later.submit({ title: 'Needs a month', amount: { amount: '10.00', currency: 'EUR' } });
    const open = await addFlow(company, 'Without', { formatVersion: 2, steps: [signedBy(company, 'Finance', { id: 'sign', name: 'Sign' })] });
    await open.submit({ title: 'Has no time', amount: { amount: '3.00', currency: 'EUR' } });
    await company.submit({ title: 'Stage curtains', amount: { amount: '1200.00', currency: 'EUR' } });
    const endsAt = new Date(Date.now() + 10 * 86_400_000).toISOString();
    await company.budgetOwner.call(createDelegation, { body: { delegateId: await memberIdOf(company, company.finance), startsAt: new Date().toISOString(), endsAt } });

    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await signInAs(page, stack.url, company.finance);
    await page.getByRole('heading', { name: 'Due later' }).waitFor();
    const heads = await page.getByRole('grid').getByRole('heading').allTextContents();
    expect(heads).toEqual(['Due later', 'No due time', 'For others, as their delegate']);
    expect(await page.getByRole('grid').locator('[data-row]').allTextContents()).toEqual([expect.stringContaining('Needs a month'), expect.stringContaining('Has no time'), expect.stringMatching(/Stage curtains.*for Budget owner of Acme, away until/)]);
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.getByText(/^I, Finance of Acme, for Budget owner of Acme, approve version 1/).waitFor();
    await page.getByRole('heading', { name: /^Your decision as Budget owner, for Budget owner of Acme, away until/ }).waitFor();
    await page.getByLabel('Whose work is listed').selectOption({ label: 'me alone' });
    expect(await page.getByRole('grid').locator('[data-row]').count()).toBe(2);
    await page.getByLabel('Whose work is listed').selectOption({ label: 'Budget owner of Acme' });
    expect(await page.getByRole('grid').locator('[data-row]').count()).toBe(1);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});
