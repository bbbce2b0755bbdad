import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Company } from '@countersign/testing/over-http';
import type { Browser, Page, Route } from 'playwright-core';
import { openPage } from '@countersign/browser';
import { openCompanyJourney, type Stack } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let stack: Stack;
let browser: Browser;
let company: Company;
beforeAll(async () => {
  journey = await openCompanyJourney();
  ({ stack, browser, company } = journey);
  for (const title of ['Stage lighting', 'Stage curtains', 'Steel beams', 'Office chairs', 'Standing desks']) await company.submit({ title, amount: { amount: '90.00', currency: 'EUR' } });
}, 180_000);
afterAll(() => journey?.close());

/** Notes whatever moves without being told to by the hand within the half second before. */
const watchShifts = `window.shifts = []; new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifts.push(...shift.sources.map(({ node, previousRect, currentRect }) => (node?.outerHTML ?? '').slice(0, 120) + ' from ' + JSON.stringify(previousRect) + ' to ' + JSON.stringify(currentRect)));
}).observe({ type: 'layout-shift', buffered: false });`;
const shiftsOf = (page: Page) => page.evaluate<string[]>('window.shifts');
const shownTitles = async (page: Page) => (await page.getByRole('grid', { name: 'Requests' }).locator('[data-row] > span:nth-child(2) > b').allInnerTexts()).sort();

/** The list, with every question to it held back until the test lets its answer through. */
async function openHeld(): Promise<{ page: Page; faults: string[]; asked: { q: string; answer: () => Promise<void> }[] }> {
  const { page, faults } = await openPage(browser);
  await carrySession(page, stack.url, company.auditor);
  await page.goto(`${stack.url}/requests`);
  await page.getByText('Standing desks').waitFor();
  const asked: { q: string; answer: () => Promise<void> }[] = [];
  await page.route('**/v1/screens/requests?**', (route: Route) => {
    asked.push({ q: new URL(route.request().url()).searchParams.get('q') ?? '', answer: () => route.continue().catch(() => undefined) });
  });
  await page.evaluate(watchShifts);
  return { page, faults, asked };
}

const until = async (holds: () => boolean | Promise<boolean>) => {
  for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) if (await holds()) return;
  throw new Error('It did not come about within 20 s.');
};

describe('searching as one types', () => {
  it('asks once per pause, shows the answer to the newest question whatever comes later, and moves nothing (row:J3)', async () => {
    const { page, faults, asked } = await openHeld();
    await page.keyboard.press('/');
    await page.keyboard.type('st', { delay: 20 });
    await until(() => asked.length === 1);
    await page.keyboard.type('age', { delay: 20 });
    await until(() => asked.length === 2);
    expect(asked.map(({ q }) => q)).toEqual(['st', 'stage']);
    // Rows of the question before stay until there is an answer, dimmed.
    expect(await shownTitles(page)).toHaveLength(5);
    await page.locator('[aria-busy="true"]').waitFor();
    await asked[1]?.answer();
    await until(async () => (await shownTitles(page)).length === 2);
    await asked[0]?.answer();
    await page.waitForTimeout(500);
    expect(await shownTitles(page)).toEqual(['Stage curtains', 'Stage lighting']);
    expect(asked).toHaveLength(2);
    expect(await page.evaluate<string>('location.search')).toBe('?q=stage');
    await page.getByRole('status').filter({ hasText: '2 requests.' }).waitFor();
    expect(await shiftsOf(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('by keyboard alone: find by the code on a sheet, narrow, open, come back to the same address (row:J4 row:J3)', async () => {
    const { page, faults } = await openPage(browser);
    await carrySession(page, stack.url, company.auditor);
    await page.goto(`${stack.url}/inbox`);
    // The server says where one may go: before its answer the keys lead nowhere.
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Requests' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    await page.getByText('Steel beams').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('beams');
    await until(async () => (await shownTitles(page)).length === 1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Steel beams' }).waitFor();
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await page.getByText('to look it up by').innerText())?.[0] ?? '';
    await page.keyboard.press('Escape');
    await until(() => page.url().endsWith('/requests?q=beams'));
    await page.getByText('Steel beams').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(code);
    await until(async () => page.url().includes(code) && (await shownTitles(page)).length === 1);
    expect(await shownTitles(page)).toEqual(['Steel beams']);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 120_000);
});
