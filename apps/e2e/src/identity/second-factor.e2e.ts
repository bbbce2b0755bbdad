import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuditEntries } from '@countersign/contracts/audit';
import { authenticatorOf, enrol, newCompany, testPassword, type Company } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import type { Browser, Page } from 'playwright-core';
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

async function setUp(page: Page): Promise<ReturnType<typeof authenticatorOf>> {
  await page.goto(`${stack.url}/profile`);
  await page.getByRole('button', { name: 'Set up a second factor' }).click();
  await page.getByLabel('Password').fill('not the password');
  await page.keyboard.press('Enter');
  await page.getByText('This is not your password.').waitFor();
  await page.getByLabel('Password').fill(testPassword);
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'The secret as a QR code' }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  return authenticatorOf((await page.locator('[data-secret]').innerText()).replaceAll(' ', ''));
}

describe('a second factor', () => {
  it('is set up on the profile, asked for at the next sign-in, and a recovery code stands in for it once (row:A11 row:F3)', async () => {
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    const person = company.finance;
    await signInAs(page, stack.url, person);
    const app = await setUp(page);
    await page.getByLabel('Code of your authenticator app').fill(app.code());
    await page.keyboard.press('Enter');
    const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await codes.first().waitFor();
    expect(await codes.count()).toBe(10);
    const [recoveryCode = ''] = await codes.allInnerTexts();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes are left').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();

    const elsewhere = await openPage(browser);
    elsewhere.page.setDefaultTimeout(60_000);
    const enter = async (code: string) => {
      await elsewhere.page.goto(`${stack.url}/sign-in`);
      await elsewhere.page.getByLabel('E-mail').fill(person.email);
      await elsewhere.page.getByLabel('Password').fill(testPassword);
      await elsewhere.page.keyboard.press('Enter');
      await elsewhere.page.getByRole('button', { name: 'Use a recovery code' }).click();
      await elsewhere.page.getByLabel('Recovery code').fill(code);
      await elsewhere.page.keyboard.press('Enter');
    };
    await enter(recoveryCode);
    await elsewhere.page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await elsewhere.page.context().clearCookies();
    await enter(recoveryCode);
    await elsewhere.page.getByText('This code is not right, or was used already').or(elsewhere.page.getByText('used already')).first().waitFor();
    await elsewhere.page.getByRole('button', { name: 'Use the app instead' }).click();
    await elsewhere.page.getByLabel('Code of your authenticator app').fill(app.code());
    await elsewhere.page.keyboard.press('Enter');
    await elsewhere.page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await elsewhere.page.goto(`${stack.url}/profile`);
    await elsewhere.page.getByText('9 recovery codes are left').waitFor();
    await elsewhere.page.getByRole('button', { name: 'Remove the second factor' }).click();
    await elsewhere.page.getByRole('button', { name: 'Remove it' }).click();
    await elsewhere.page.getByRole('button', { name: 'Set up a second factor' }).waitFor();
    await elsewhere.page.context().close();
  }, 240_000);
});

describe('a step that asks for it', () => {
  it('is signed after the code was given in place: what was signed waits for it, over a reload too, and is sent by it (row:A11 row:J3)', async () => {
    const vault = await newCompany(journey.people, 'Vault', {
      definition: ({ role }) => ({ formatVersion: 2, steps: [{ id: 'sign', kind: 'approval', name: 'Treasury', approvers: { anyOf: [{ kind: 'role', roleId: role('Finance') }] }, quorum: 1, onReject: 'end', stepUp: true }] }),
    });
    await vault.submit({ title: 'Gold bars', amount: { amount: '90000.00', currency: 'EUR' } });
    const { page } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await signInAs(page, stack.url, vault.finance);
    await page.getByText(/^I, .* approve version 1/).waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.getByText('Asks for your second factor').first().waitFor();
    // The set-up at another device: its code is of one session, and this one has proved nothing.
    const app = await enrol(vault.finance);
    await page.reload();
    await page.getByText('Asks for your second factor').first().waitFor();
    await page.getByLabel('Code of your authenticator app').first().fill(app.code());
    await page.keyboard.press('Enter');
    await page.getByText(/^Recorded: you approved/).first().waitFor();
    const [entry] = (await vault.auditor.call(listAuditEntries, { query: {} })).items.filter(({ action }) => action === 'request.decided');
    expect(entry?.after).toMatchObject({ verdict: 'approve', steppedUp: { by: 'totp' } });
    await page.context().close();
  }, 240_000);
});
