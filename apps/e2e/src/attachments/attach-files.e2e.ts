import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPage } from '@countersign/browser';
import { onePdf, type Company } from '@countersign/testing/over-http';
import { readFileSync } from 'node:fs';
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

const chosen = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

describe('files of a request', () => {
  it('are attached with their progress, retried, cancelled and refused one by one, submitted, and given to the approver as they were (row:A8 row:F5)', async () => {
    const { page, faults } = await openPage(browser, { width: 320 });
    await carrySession(page, stack.url, company.requester);
    await page.goto(`${stack.url}/submit`);
    await page.getByRole('link', { name: /Purchase order/ }).click();
    await page.getByLabel('What').fill('Rigging with an offer');
    await page.getByLabel('Amount', { exact: true }).first().fill('812.40');
    const pdf = onePdf();
    await page.getByLabel('Files (may be left out)').setInputFiles([chosen('offer.pdf', pdf.bytes), chosen('pretended.pdf', Buffer.from('<!doctype html><script>alert(1)</script>')), chosen('run.exe', Buffer.from('MZ'))]);
    await page.locator('[data-state="ready"]').waitFor();
    await page.getByText(/It is called PDF/).waitFor();
    expect(await page.getByText('Cannot be attached', { exact: true }).count()).toBe(2);
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);

    // What is not attached is not left out in silence.
    await page.keyboard.press('Control+Enter');
    await page.getByText(/is not attached: retry or remove it/).waitFor();
    await page.getByRole('button', { name: 'Remove pretended.pdf' }).click();
    await page.getByRole('button', { name: 'Remove run.exe' }).click();

    await page.route('**/v1/files/uploads*', (route) => route.abort());
    await page.getByLabel('Files (may be left out)').setInputFiles([chosen('second.txt', Buffer.from('The second file.'))]);
    await page.getByText('It did not reach the server.').waitFor();
    await page.unroute('**/v1/files/uploads*');
    await page.getByRole('button', { name: 'Retry second.txt' }).click();
    await page.locator('[data-state="ready"]').nth(1).waitFor();

    await page.route('**/v1/files/uploads*', () => new Promise<void>(() => undefined));
    await page.getByLabel('Files (may be left out)').setInputFiles([chosen('third.txt', Buffer.from('The third file.'))]);
    await page.getByRole('button', { name: 'Cancel third.txt' }).click();
    await page.unroute('**/v1/files/uploads*');
    expect(await page.getByText('third.txt').count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Rigging with an offer' }).waitFor();
    await page.getByRole('heading', { name: 'Files of version 1' }).waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    const path = new URL(page.url()).pathname;

    const approver = await openPage(browser, {});
    await carrySession(approver.page, stack.url, company.budgetOwner);
    await approver.page.goto(stack.url + path);
    const [download] = await Promise.all([approver.page.waitForEvent('download'), approver.page.getByRole('link', { name: 'offer.pdf' }).click()]);
    expect(download.suggestedFilename()).toBe('offer.pdf');
    expect(readFileSync(await download.path()).equals(pdf.bytes)).toBe(true);

    // Taking one away is a new version.
    await page.getByRole('link', { name: 'Change and resubmit' }).click();
    await page.getByRole('button', { name: 'Remove second.txt' }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Files of version 2' }).waitFor();
    expect([await page.getByRole('link', { name: 'second.txt' }).count(), faults.filter((fault) => !/Failed to load resource|uploads/.test(fault)), approver.faults]).toEqual([0, [], []]);
  }, 180_000);

  it('are found again after the page was left, as far as they had arrived; of the others it is said that they have to be chosen again, and the browser asks before (row:A8)', async () => {
    const { page, faults } = await openPage(browser, { width: 320, colorScheme: 'dark' });
    await carrySession(page, stack.url, company.requester);
    await page.goto(`${stack.url}/submit`);
    await page.getByRole('link', { name: /Purchase order/ }).click();
    await page.getByLabel('What').fill('Left by accident');
    await page.getByLabel('Amount', { exact: true }).first().fill('90.00');
    const files = page.getByLabel('Files (may be left out)');
    await files.setInputFiles([chosen('first.txt', Buffer.from('The first file.'))]);
    await page.locator('[data-state="ready"]').waitFor();
    await page.route('**/v1/files/uploads*', () => new Promise<void>(() => undefined));
    await files.setInputFiles([chosen('second.txt', Buffer.from('The second file.'))]);
    await page.getByRole('button', { name: 'Cancel second.txt' }).waitFor();

    const asked: string[] = [];
    page.once('dialog', (dialog) => { asked.push(dialog.type()); void dialog.accept(); });
    await page.reload();
    await page.getByText('It had not arrived when this page was left.').waitFor();
    expect([asked, await page.getByLabel('What').inputValue(), await page.locator('[data-state="ready"]').count()]).toEqual([['beforeunload'], 'Left by accident', 1]);
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.keyboard.press('Control+Enter');
    const heldUp = page.getByText('second.txt is not attached: choose it again or remove it.');
    await heldUp.waitFor();
    await page.unroute('**/v1/files/uploads*');
    await files.setInputFiles([chosen('second.txt', Buffer.from('The second file.'))]);
    await page.locator('[data-state="ready"]').nth(1).waitFor();
    expect(await heldUp.count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Files of version 1' }).waitFor();
    expect([await page.getByRole('link', { name: /^(first|second)\.txt/ }).count(), faults]).toEqual([2, []]);
    await page.context().close();
  }, 180_000);
});
