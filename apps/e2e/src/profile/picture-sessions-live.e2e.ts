import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listSessions, revokeSession } from '@countersign/contracts/sessions';
import { onePicture, type Company } from '@countersign/testing/over-http';
import type { Browser, Page } from 'playwright-core';
import { openPage } from '@countersign/browser';
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

const shownPictures = (page: Page) => page.locator('[data-avatar] img[data-shown="true"]');

describe('a new picture', () => {
  it('shows at once, says when it is not saved, survives a reload, and is seen by a colleague once it is saved (row:J2)', async () => {
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await signInAs(page, stack.url, company.requester);
    await page.goto(`${stack.url}/profile`);
    await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
    await page.route('**/v1/files/**', (route) => route.abort('connectionfailed'));
    await page.locator('input[type=file]').setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: await onePicture('png', 700) });
    await page.getByText('Not saved', { exact: true }).waitFor();
    // In the frame and on the sheet, both still its own.
    expect(await shownPictures(page).count()).toBe(2);
    expect(await shownPictures(page).first().getAttribute('src')).toMatch(/^blob:/);

    const colleague = await openPage(browser);
    colleague.page.setDefaultTimeout(60_000);
    await company.submit({ title: 'Seen with a picture', amount: { amount: '10.00', currency: 'EUR' } });
    await signInAs(colleague.page, stack.url, company.budgetOwner);
    await colleague.page.getByText('Seen with a picture').first().waitFor();
    expect(await colleague.page.locator('[data-avatar] img').count()).toBe(0);

    await page.reload();
    await page.getByText('Not saved', { exact: true }).waitFor();
    expect(await shownPictures(page).first().getAttribute('src')).toMatch(/^blob:/);
    await page.unroute('**/v1/files/**');
    await page.getByRole('button', { name: 'Retry' }).click();
    await page.getByText('Your new picture is saved.').waitFor();
    await page.locator('[data-avatar] img[src^="/v1/pictures/"][data-shown="true"]').first().waitFor();
    expect(await page.getByText('Not saved', { exact: true }).count()).toBe(0);
    await colleague.page.reload();
    await colleague.page.locator('[data-row] [data-avatar] img[data-shown="true"]').first().waitFor();
    expect([...faults, ...colleague.faults]).toEqual([]);
    await page.context().close();
    await colleague.page.context().close();
  }, 240_000);
});

describe('live updates', () => {
  it('what one person asks for and withdraws appears at another without a reload, and a row that goes stays for a moment (row:J4)', async () => {
    const { page } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await signInAs(page, stack.url, company.budgetOwner);
    const followed = page.waitForResponse((response) => new URL(response.url()).pathname === '/v1/events');
    await followed;
    const { id } = await company.submit({ title: 'Comes by itself', amount: { amount: '42.00', currency: 'EUR' } });
    await page.locator('[data-row]').getByText('Comes by itself').waitFor();
    await company.decide(company.budgetOwner, id, 'reject', 'Done elsewhere');
    await page.getByText('No longer waits on you').waitFor();
    await page.locator('[data-row]').getByText('Comes by itself').waitFor({ state: 'detached' });
    await page.context().close();
  }, 240_000);

  it('a page whose session is ended elsewhere says so by itself, and keeps what was typed (row:F3)', async () => {
    const { page } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await signInAs(page, stack.url, company.requester);
    await page.waitForResponse((response) => new URL(response.url()).pathname === '/v1/events');
    const others = (await company.requester.call(listSessions, {})).items.filter(({ isThisOne }) => !isThisOne);
    for (const { id } of others) await company.requester.call(revokeSession, { params: { sessionId: id } });
    await page.getByText('You were signed out').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.context().close();
  }, 240_000);
});
