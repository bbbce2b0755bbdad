import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest, listRequests } from '@countersign/contracts/requests';
import type { Page } from 'playwright-core';
import { openPage } from '@countersign/browser';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 120_000);
afterAll(() => journey?.close());

const line = (page: Page) => page.getByText(/^Working offline from \d\d:\d\d\./);

/** A page of this person, on the network, with the screen that its address shows. */
async function open(by: 'budgetOwner' | 'requester', path: string, heading: string): Promise<{ page: Page; faults: string[] }> {
  const { page, faults } = await openPage(journey.browser);
  await carrySession(page, journey.stack.url, journey.company[by]);
  await page.goto(journey.stack.url + path);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  return { page, faults };
}

describe('without a network', () => {
  it('a decision is kept and said to be not sent; with the network it is recorded by itself, once, and the page says so no more (row:J2)', async () => {
    const { id } = await journey.company.submit({ title: 'Signed in a tunnel', amount: { amount: '70.00', currency: 'EUR' } });
    const { page, faults } = await open('budgetOwner', `/requests/${id}`, 'Signed in a tunnel');
    await page.getByText(/approve version 1/).waitFor();
    await page.context().setOffline(true);
    await line(page).waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.getByText('Not sent').first().waitFor();
    await page.getByText('it is sent by itself once there is a network').first().waitFor();
    expect((await journey.company.requester.call(getRequest, { params: { requestId: id } })).decisions).toEqual([]);
    await page.context().setOffline(false);
    await page.getByText('Recorded').first().waitFor();
    await line(page).waitFor({ state: 'detached' });
    expect((await journey.company.requester.call(getRequest, { params: { requestId: id } })).decisions.map(({ verdict }) => verdict)).toEqual(['approve']);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('a form that was filled in is kept, also where the page is loaded again later, and is recorded once when it is sent again (row:J2)', async () => {
    const { company } = journey;
    const { page, faults } = await open('requester', '/submit', 'Submit a request');
    await page.getByRole('link', { name: /Purchase order/ }).click();
    await page.getByLabel('What').fill('Written in a tunnel');
    await page.context().setOffline(true);
    await page.getByLabel('Amount', { exact: true }).first().fill('81.50');
    await page.keyboard.press('Control+Enter');
    await page.getByText('What you typed is kept at this browser').waitFor();
    await page.context().setOffline(false);
    await page.reload();
    await page.getByText('A draft from an earlier visit').waitFor();
    expect([await page.getByLabel('What').inputValue(), await page.getByLabel('Amount', { exact: true }).first().inputValue()]).toEqual(['Written in a tunnel', '81.50']);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { level: 1, name: 'Written in a tunnel' }).waitFor();
    const { items } = await company.requester.call(listRequests, { query: { q: 'tunnel' } });
    expect(items.filter(({ title }) => title === 'Written in a tunnel')).toHaveLength(1);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('a note that was not sent stays in its field and says so; a screen that was never loaded opens by itself with the network, and what is on the page stays until then', async () => {
    const { id } = await journey.company.submit({ title: 'Read in a tunnel', amount: { amount: '71.00', currency: 'EUR' } });
    const { page, faults } = await open('requester', `/requests/${id}`, 'Read in a tunnel');
    await page.getByRole('button', { name: 'Add a note' }).click();
    await page.context().setOffline(true);
    await page.getByLabel('Note', { exact: true }).fill('Typed without a network');
    await page.getByRole('button', { name: 'Add the note' }).click();
    await page.getByText('There was no answer from the server').waitFor();
    expect(await page.getByLabel('Note', { exact: true }).inputValue()).toBe('Typed without a network');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Submit' }).click();
    await line(page).getByText('What is not loaded yet opens by itself').waitFor();
    // Longer than a page takes to be loaded again, which without a network would lose it.
    await page.waitForTimeout(1500);
    expect(await page.getByRole('navigation', { name: 'Main' }).count()).toBe(1);
    await page.context().setOffline(false);
    await page.getByRole('heading', { level: 1, name: 'Submit a request' }).waitFor();
    await page.getByRole('link', { name: /Purchase order/ }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('what has happened meanwhile is on the page once there is a network again, without a reload (row:J4)', async () => {
    const { page } = await open('budgetOwner', '/inbox', 'Inbox');
    await page.context().setOffline(true);
    await line(page).waitFor();
    await page.setViewportSize({ width: 320, height: 900 });
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await journey.company.submit({ title: 'Came meanwhile', amount: { amount: '72.00', currency: 'EUR' } });
    await page.context().setOffline(false);
    await page.locator('[data-row]').getByText('Came meanwhile').waitFor();
    await page.context().close();
  }, 60_000);
});
