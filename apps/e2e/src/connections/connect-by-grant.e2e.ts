import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allowedAt, connect, openTestProvider, type TestProvider } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import type { Page } from 'playwright-core';
import { looks } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

const clientSecret = 'planted-secret-of-the-client';
let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let provider: TestProvider;
beforeAll(async () => {
  journey = await openCompanyJourney();
  const { url, providerPort } = journey.stack;
  provider = await openTestProvider({ redirectUri: `${url}/connections/connected`, clientSecret, port: providerPort });
}, 240_000);
afterAll(async () => {
  await provider?.close();
  await journey?.close();
});

const limitMs = 240_000;

/** Says how the bank is to be called, by a token that somebody allows at the provider. */
async function setUp(page: Page): Promise<void> {
  const { stack } = journey;
  await page.goto(`${stack.url}/connections/new`);
  await page.getByLabel('Name', { exact: true }).fill('Bank');
  await page.getByLabel('Address', { exact: true }).fill(`${stack.receiverUrl}/bank`);
  await page.getByLabel('How it is told').selectOption({ label: 'By an access token that somebody allows (OAuth 2.0)' });
  // What has to be registered there is said before a client and a secret are asked for: they come of it.
  await page.getByText('Register this address with the other system first').getByText(`${stack.url}/connections/connected`).waitFor();
  await page.getByLabel('Address for allowing', { exact: true }).fill(`${provider.url}/auth`);
  await page.getByLabel('Token address', { exact: true }).fill(`${provider.url}/token`);
  await page.getByLabel('Client', { exact: true }).fill('countersign');
  await page.getByLabel('Scope', { exact: true }).fill('payments');
  await page.getByLabel('Issuer', { exact: true }).fill(provider.url);
  await page.getByLabel('Secret of the client', { exact: true }).fill(clientSecret);
  expect(await looks(page)).toEqual([[], 0]);
  await page.getByRole('button', { name: 'Connect it' }).click();
  await page.getByRole('heading', { level: 1, name: 'Bank' }).waitFor();
}

describe('connecting a system that somebody has to allow', () => {
  it('an admin is sent there, declines and is told so, allows it and is told so; then it is called (row:D1)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await setUp(page);
    await page.getByRole('status').filter({ hasText: 'Not connected yet' }).first().waitFor();
    expect(await page.getByText('Working', { exact: true }).count()).toBe(0);
    provider.says('no');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText('It was not allowed there: somebody declined, or may not allow it.').waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    provider.says('yes');
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByText(/^Connected .*renewed by itself\.$/).waitFor();
    expect(page.url()).not.toMatch(/code=|state=/);
    expect(await looks(page)).toEqual([[], 0]);
    await page.getByLabel('Path', { exact: true }).fill('/health');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('Answered 200', { exact: true }).waitFor();
    expect(await page.content()).not.toContain(clientSecret);
    expect(faults).toEqual([]);
    await page.context().close();
  }, limitMs);

  it('by the keyboard, narrow and dark, and what is opened without having been there does nothing (row:D1 row:J4)', async () => {
    const { stack, browser, company } = journey;
    const { id } = await connect(company, `${stack.receiverUrl}/bank`, { auth: allowedAt(provider.url), secret: clientSecret });
    const { page, faults } = await openPage(browser, { width: 320, colorScheme: 'dark' });
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/connections/connected`);
    await page.getByText('by itself it does nothing').waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await page.goto(`${stack.url}/connections/${id}`);
    provider.says('yes');
    await page.getByRole('button', { name: 'Connect', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(/^Connected .*renewed by itself\.$/).waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    expect(faults).toEqual([]);
    await page.context().close();
  }, limitMs);
});
