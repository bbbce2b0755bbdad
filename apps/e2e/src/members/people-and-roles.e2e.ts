import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getSession } from '@countersign/contracts/identity';
import type { Company, Person } from '@countersign/testing/over-http';
import type { Page } from 'playwright-core';
import { openPage } from '@countersign/browser';
import { openCompanyJourney, type Journey } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Journey & { readonly company: Company };
let member: Person;
beforeAll(async () => {
  journey = await openCompanyJourney();
  member = await journey.company.join('Oskar Lind', ['requester']);
}, 120_000);
afterAll(() => journey?.close());

async function openMember(page: Page): Promise<void> {
  await carrySession(page, journey.stack.url, journey.company.admin);
  await page.goto(`${journey.stack.url}/people`);
  await page.getByLabel('Search').fill('oskar');
  await page.getByText('One member found').waitFor();
  await page.getByRole('link', { name: 'Oskar Lind' }).click();
  await page.getByRole('heading', { level: 1, name: 'Oskar Lind' }).waitFor();
}

describe('people', () => {
  it('a member is found, given a role after a look at what changes, and removed; each holds at once (row:F2 row:L3)', async () => {
    const { page, faults } = await openPage(journey.browser);
    await openMember(page);
    await page.getByLabel('auditor').check();
    await page.getByText('+ Read the audit of the company').waitFor();
    await page.getByRole('button', { name: 'Save these roles' }).click();
    await page.getByText('Recorded: the roles of Oskar Lind are changed.').waitFor();
    expect((await member.call(getSession, {})).permissions).toContain('audit.read');
    await page.getByRole('button', { name: 'Remove Oskar Lind…' }).click();
    await page.getByText('No task waits for them.').waitFor();
    await page.getByRole('button', { name: 'Remove Oskar Lind', exact: true }).click();
    await page.getByText('Recorded: Oskar Lind is removed.').waitFor();
    expect((await member.call(getSession, {})).activeMemberId).toBeNull();
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('a role is renamed and changed after a look at who gains and who loses', async () => {
    const { page, faults } = await openPage(journey.browser);
    await carrySession(page, journey.stack.url, journey.company.admin);
    await page.goto(`${journey.stack.url}/people`);
    await page.getByRole('link', { name: 'Budget owner', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Budget owner' }).waitFor();
    await page.getByLabel('Name').fill('Budget holder');
    await page.getByLabel('See every request of the company').check();
    await page.getByText('1 person gains, 0 people lose').waitFor();
    await page.getByRole('button', { name: 'Save the role' }).click();
    await page.getByText('Recorded: the role Budget holder is changed.').waitFor();
    await page.getByRole('link', { name: 'Budget holder' }).waitFor();
    expect((await journey.company.budgetOwner.call(getSession, {})).permissions).toContain('request.read_all');
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);
});
