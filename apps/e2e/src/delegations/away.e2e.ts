import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Company } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
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

describe('somebody who is away', () => {
  it('lets a colleague decide, who signs “for” them; the ledger says so, and it ends at once (row:A9)', async () => {
    const standIn = await company.join('Stand-in', ['approver']);
    const { id } = await company.submit({ title: 'Stage curtains', amount: { amount: '1200.00', currency: 'EUR' } });
    const away = await openPage(browser);
    away.page.setDefaultTimeout(60_000);
    await signInAs(away.page, stack.url, company.budgetOwner);
    await away.page.goto(`${stack.url}/profile`);
    await away.page.getByRole('button', { name: 'Let somebody decide for me' }).click();
    await away.page.getByRole('button', { name: 'Let them decide' }).click();
    await away.page.getByText('Choose who decides.').waitFor();
    expect(await findViolations(away.page)).toEqual([]);
    await away.page.getByLabel('Who decides').selectOption({ label: 'Stand-in' });
    await away.page.getByLabel('Up to').fill('5000');
    await away.page.getByRole('button', { name: 'Let them decide' }).click();
    await away.page.getByText('for Budget owner of Acme').first().waitFor();

    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await signInAs(page, stack.url, standIn);
    await page.getByRole('heading', { name: 'For others, as their delegate' }).waitFor();
    await page.getByRole('row', { name: /Stage curtains/ }).click();
    await page.getByText(/^I, Stand-in, for Budget owner of Acme, approve version 1/).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.getByText(/^Recorded: you approved/).first().waitFor();
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByText('Stand-in for Budget owner of Acme').first().waitFor();
    expect(faults).toEqual([]);

    await away.page.getByRole('button', { name: /End now/ }).click();
    await away.page.getByText('Over', { exact: true }).first().waitFor();
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByText('There is nothing here that you can see').or(page.getByRole('heading', { name: /no such request|not there|nothing/i })).first().waitFor();
    await away.page.context().close();
    await page.context().close();
  }, 240_000);
});
