import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Company } from '@countersign/testing/over-http';
import type { Browser, Page } from 'playwright-core';
import { openPage } from '@countersign/browser';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openCompanyJourney, type Stack } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';
import { tabTo } from '../platform/tab-to.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let stack: Stack;
let browser: Browser;
let company: Company;

beforeAll(async () => {
  journey = await openCompanyJourney();
  ({ stack, browser, company } = journey);
}, 240_000);
afterAll(() => journey?.close());

const statusOf = async (secret: string) => (await fetch(`${stack.url}/v1/requests`, { headers: { authorization: `Bearer ${secret}` } })).status;
const heading = (page: Page, name: string) => page.getByRole('heading', { name });

describe('an API key', () => {
  it('is made, copied once, used and revoked without a mouse, at 320 px too (row:F3 row:J1)', async () => {
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await page.setViewportSize({ width: 320, height: 640 });
    await carrySession(page, stack.url, company.requester);
    await page.goto(`${stack.url}/profile`);
    await page.getByRole('link', { name: 'API keys' }).press('Enter');
    await heading(page, 'API keys').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);

    await tabTo(page, /^Make a key$/);
    await page.keyboard.press('Enter');
    await heading(page, 'Make an API key').waitFor();
    await page.getByLabel('Name').press('Enter');
    await page.getByText('The key needs a name.').waitFor();
    await page.keyboard.type('Monthly export');
    await page.keyboard.press('Enter');
    await page.getByText('Tick something that the program has to do.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByLabel('See requests that they made or were asked about').press('Space');
    await page.getByRole('button', { name: 'Make the key' }).press('Enter');
    const field = page.getByLabel('Key', { exact: true });
    const secret = await field.inputValue();
    expect(secret).toMatch(/^cs_key_/);
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    expect(await statusOf(secret)).toBe(200);
    await page.getByRole('button', { name: 'I have kept it' }).press('Enter');
    await page.getByText('Monthly export').first().waitFor();
    expect(await page.content()).not.toContain(secret);

    await page.getByRole('button', { name: /^Revoke Monthly export$/ }).press('Enter');
    await page.getByRole('button', { name: 'Revoke the key' }).press('Enter');
    await page.getByText('Revoked', { exact: true }).waitFor();
    expect(await statusOf(secret)).toBe(401);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('of a colleague is seen and revoked by whoever may assign roles, and not by others (row:F3 row:F2)', async () => {
    const { page } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/api-keys`);
    await page.getByText('Those of other members').waitFor();
    await page.getByText('Monthly export').waitFor();
    await page.context().close();
    const other = await openPage(browser);
    await carrySession(other.page, stack.url, company.auditor);
    await other.page.goto(`${stack.url}/api-keys`);
    await heading(other.page, 'API keys').waitFor();
    await other.page.getByText('You have none.').waitFor();
    expect(await other.page.getByText('Those of other members').count()).toBe(0);
    await other.page.context().close();
  }, 240_000);
});
