import { openPage, type Page } from '@countersign/browser';
import { createWebhookEndpoint, listWebhookEndpoints } from '@countersign/contracts/webhooks';
import { addFlow, effectOf, signedBy } from '@countersign/testing/over-http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let endpointPath = '';
let flow: Awaited<ReturnType<typeof addFlow>>;
let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney({ webhooks: true });
}, 240_000);
afterAll(() => journey?.close());

/** The demo's receiver takes what is signed with any of the secrets in its file. */
const trust = (secret: string) => appendFileSync(join(journey.stack.dataDir, 'receiver-secret'), `${secret}\n`);

async function shownSecret(page: Page): Promise<string> {
  const secret = await page.getByRole('textbox', { name: 'Signing secret' }).inputValue();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  return secret;
}

describe('a webhook endpoint', () => {
  it('is made on a screen, its secret is seen once, and what is approved is delivered to it, with its attempts and its schedule (row:D2)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/inbox`);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Webhooks' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor();
    await page.getByRole('button', { name: 'Create an endpoint' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Ledger');
    await page.getByLabel('Address', { exact: true }).fill('http://127.0.0.1:1/private');
    await page.keyboard.press('Enter');
    await page.getByText('This address may not be called').waitFor();
    await page.getByLabel('Address', { exact: true }).fill(`${stack.receiverUrl}/hooks`);
    await page.keyboard.press('Enter');
    trust(await shownSecret(page));
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'Ledger' }).click();
    await page.getByText('Nothing has been sent to it yet.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Signing secret' }).count()).toBe(0);

    endpointPath = new URL(page.url()).pathname;
    const { items } = await company.admin.call(listWebhookEndpoints, { query: {} });
    const ledger = { ...company, endpointId: items.find(({ name }) => name === 'Ledger')?.id ?? '' };
    flow = await addFlow(ledger, 'To the ledger', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), effectOf(ledger, 'pay', 'pay.undone')] });
    const { id } = await flow.submit();
    await company.decide(company.budgetOwner, id, 'approve');
    await page.getByText('1 delivered in the last 24 hours').waitFor();
    await page.getByText('1 attempt, and the whole schedule').click();
    await page.getByText(/webhook-id: msg_/).waitFor();
    await page.getByText(/answered 200/).waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    // A refused address is an answer that the browser's console reports as well.
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('is sent the version that it was made for until somebody has looked at both, and moves it (row:D2 row:D4)', async () => {
    const { stack, browser, company } = journey;
    const { id } = await company.admin.call(createWebhookEndpoint, { body: { name: 'Long there', url: `${stack.receiverUrl}/hooks`, version: '2026-11-21' } });
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/webhooks/${id}`);
    await page.getByText('Version 2026-11-21; the newest is 2026-11-30.').waitFor();
    await page.getByText('effectWanted', { exact: true }).click();
    await page.getByRole('region', { name: 'Example of effectWanted' }).getByText('"requestType": "Purchase order"').waitFor();
    await page.getByRole('button', { name: 'Move to 2026-11-30…' }).press('Enter');
    await page.getByRole('region', { name: 'effectWanted, now' }).getByText('"requestType": "Purchase order"').waitFor();
    await page.getByRole('region', { name: 'effectWanted, in 2026-11-30' }).getByText('"name": "Purchase order"').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.getByRole('button', { name: 'Move to 2026-11-30', exact: true }).press('Enter');
    await page.getByText('Version 2026-11-30, the newest.').waitFor();
    await page.setViewportSize({ width: 320, height: 900 });
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('changes its secret without a gap, and while it is paused what is wanted waits (row:D2)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(stack.url + endpointPath);
    await page.getByRole('button', { name: 'Make a new secret…' }).click();
    await page.getByRole('button', { name: 'Make a new secret', exact: true }).click();
    await page.getByText('every webhook is signed with the old one, too').waitFor();
    const newest = await shownSecret(page);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('Every webhook is signed with each of them.').waitFor();
    // The receiver still knows the old one only.
    const { id: second } = await flow.submit();
    await company.decide(company.budgetOwner, second, 'approve');
    await page.getByText('2 delivered in the last 24 hours').waitFor();

    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Nothing is sent to it.').waitFor();
    const { id: third } = await flow.submit();
    await company.decide(company.budgetOwner, third, 'approve');
    await page.getByText('Waits: the endpoint is paused.').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('3 delivered in the last 24 hours').waitFor();

    // The receiver has the new one now; the old one need not go on for its day.
    trust(newest);
    await page.getByRole('button', { name: 'End the old one now…' }).press('Enter');
    await page.getByRole('dialog', { name: 'End the old secret now?' }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'End it now' }).press('Enter');
    await page.getByText('Every webhook is signed with it.').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('is sent again what had arrived: one delivery, and all of them after a look at how many that are; also at 320 pixels and in the dark (row:D2)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(stack.url + endpointPath);
    await page.getByText('1 attempt, and the whole schedule').first().click();
    await page.getByRole('button', { name: 'Send it again…' }).click();
    await page.getByText('It has arrived already.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send it again', exact: true }).click();
    await page.getByText('2 attempts, and the whole schedule').waitFor();
    await page.getByText('sent again', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Send several again…' }).click();
    await page.getByText('None can be sent again.').waitFor();
    await page.getByLabel('Which').selectOption('all');
    await page.getByText('3 deliveries would be sent, the first wanted first. 3 of them had arrived already').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.getByRole('button', { name: 'Send 3 again' }).click();
    await page.getByText('Of 3: 3 arrived.').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.setViewportSize({ width: 320, height: 900 });
    await page.emulateMedia({ colorScheme: 'dark' });
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});
