import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addFlow, callStep, connect, signedBy } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import { findViolations, looks } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 240_000);
afterAll(() => journey?.close());

const limitMs = 240_000;

/** Requests whose call failed for good: the connection leads to where there is nothing. */
async function failed(titles: readonly string[], name = 'Bank'): Promise<{ readonly connectionId: string }> {
  const { company, stack } = journey;
  const { id: connectionId } = await connect(company, `${stack.receiverUrl}/bank/nowhere`, { name });
  const flow = await addFlow(company, `Payments at ${name}`, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), { ...callStep(connectionId), name: 'Pay' }] });
  for (const title of titles) {
    const { id } = await flow.submit({ title, amount: { amount: '80.00', currency: 'EUR' } });
    await company.decide(company.budgetOwner, id, 'approve');
  }
  return { connectionId };
}

describe('an effect that failed for good', () => {
  it('is found, understood and repaired: the address is put right, one is tried again, another left out; what cannot be undone says so before the click (row:C4 row:D1)', async () => {
    const { stack, browser, company } = journey;
    const { connectionId } = await failed(['Chairs', 'Tables']);
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/inbox`);
    await page.getByRole('link', { name: 'Effects' }).click();
    await page.getByRole('link', { name: 'Need a person: 2' }).waitFor();
    await page.getByText('the other system answered 404').first().waitFor();
    await page.getByLabel('Through which connection').selectOption({ label: 'Bank' });
    await page.getByRole('listitem').filter({ hasText: 'Chairs' }).getByRole('link', { name: 'Pay: Bank' }).click();
    await page.getByText('It failed for good after one attempt: the other system answered 404.').waitFor();
    await page.getByText('The bank has nothing here.').waitFor();
    expect(await looks(page)).toEqual([[], 0]);

    await page.getByRole('link', { name: 'Bank', exact: true }).click();
    await page.getByLabel('Address', { exact: true }).fill(`${stack.receiverUrl}/bank`);
    await page.getByRole('button', { name: 'Save the connection' }).click();
    await page.getByText('Recorded: Bank is changed.').waitFor();
    await page.getByRole('link', { name: 'Effects through Bank' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Chairs' }).getByRole('link', { name: 'Pay: Bank' }).click();
    await page.getByText('calls another address than it did when this was approved').waitFor();
    await page.getByRole('button', { name: 'Try again…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Try it again?' });
    await dialog.getByText('What is sent cannot be called back.').waitFor();
    await dialog.getByRole('button', { name: 'Try it again' }).click();
    await dialog.getByText('Say why').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByLabel('Why it is tried again').fill('The address was wrong');
    await dialog.getByRole('button', { name: 'Try it again' }).click();
    await page.getByText('Bank carried it out, after 2 attempts.').waitFor();
    await page.getByText('Answered 201').waitFor();
    await page.getByText('Answered 404', { exact: true }).waitFor();

    await page.goto(`${stack.url}/effects?connection=${connectionId}`);
    await page.getByRole('link', { name: 'Over: 1' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Tables' }).getByRole('link', { name: 'Pay: Bank' }).click();
    await page.getByRole('button', { name: 'Leave it out…' }).click();
    const leaving = page.getByRole('dialog', { name: 'Leave it out?' });
    await leaving.getByText('This cannot be undone: it stays left out for ever.').waitFor();
    await leaving.getByLabel('Why it is left out').fill('Paid in cash');
    await leaving.getByRole('button', { name: 'Leave it out' }).click();
    await page.getByText('A person left it out: Paid in cash.').waitFor();
    expect([await page.getByRole('heading', { name: 'What can be done' }).count(), await looks(page), faults]).toEqual([0, [[], 0], []]);
    await page.context().close();
  }, limitMs);

  it('is told to whoever may repair it, counted on every screen of theirs, and said where its request stands (row:C4 row:J1 row:J4)', async () => {
    const { stack, browser, company } = journey;
    await failed(['Lamps'], 'Second bank');
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/inbox`);
    await page.getByRole('link', { name: /^Effects \d+ stopped$/ }).waitFor();
    await page.getByRole('link', { name: /^Notifications/ }).click();
    await page.getByText(/^Countersign says that “Pay” of request \d+ stopped and waits for somebody/).first().dblclick();
    await page.getByRole('heading', { name: 'What can be done' }).waitFor();
    await page.getByRole('link', { name: 'Requests', exact: true }).click();
    await page.getByText('Approved, but Pay stopped').first().waitFor();
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);

  it('shows who may only look why they can do nothing, at 320 px in the dark (row:C4 row:J4)', async () => {
    const { stack, browser, company } = journey;
    await failed(['Curtains']).catch(() => undefined);
    const { page, faults } = await openPage(browser, { width: 320, colorScheme: 'dark' });
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.auditor);
    await page.goto(`${stack.url}/effects?group=over`);
    await page.getByRole('link', { name: 'Pay: Bank' }).first().waitFor();
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);

  it('is decided about with all others like it at once: what that would do stands there first, and how far it has come is shown (row:C4)', async () => {
    const { stack, browser, company } = journey;
    const { connectionId } = await failed(['Lamps', 'Shelves', 'Plants'], 'Other bank');
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/effects?connection=${connectionId}`);
    await page.getByRole('link', { name: 'Need a person: 3' }).waitFor();
    expect(await page.getByLabel('Which effects').locator('option:checked').textContent()).toMatch(/^[a-z ]+ \(3\)$/);
    await page.getByLabel('What is decided').selectOption({ label: 'leave them out' });
    await page.getByRole('button', { name: 'Decide about all of these…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('3 effects would be left out, and nothing more sent for them.').waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await dialog.getByRole('textbox').fill('That bank is closed');
    await dialog.getByRole('button', { name: 'Leave all out' }).click();
    await page.getByRole('link', { name: 'Need a person: 0' }).waitFor();
    await page.goto(`${stack.url}/effects?group=over&connection=${connectionId}`);
    await page.getByRole('link', { name: 'Over: 3' }).waitFor();
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);
});
