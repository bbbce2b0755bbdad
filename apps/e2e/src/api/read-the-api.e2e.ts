import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { allOperations } from '@countersign/contracts/operations';
import type { Browser, Page } from 'playwright-core';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openPage } from '@countersign/browser';
import { until } from '../platform/until.js';
import { openJourney, type Journey, type Stack } from '../platform/open-journey.js';

let journey: Journey;
let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  journey = await openJourney();
  ({ stack, browser } = journey);
}, 120_000);
afterAll(() => journey?.close());

const sheet = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

it('shows every operation to somebody who is not signed in, with what it costs, takes, answers and refuses, by keyboard alone (row:K1)', async () => {
  const { page, faults } = await openPage(browser, { width: 320 });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${stack.url}/api#decideRequest`);
  const decide = sheet(page, 'decideRequest');
  await decide.waitFor();
  expect(asked.filter((path) => path.startsWith('/v1'))).toEqual(['/v1/openapi.json']);
  expect(await page.getByText(`${allOperations.size} of ${allOperations.size} operations`).count()).toBe(1);
  const { budget } = allOperations.get('decideRequest') ?? { budget: { statements: 0 } };
  expect(await decide.innerText()).toContain(`${budget.statements} statements`);
  for (const what of [/What is sent and answered/, /What is refused/, /An example/]) {
    await decide.getByText(what).focus();
    await page.keyboard.press('Enter');
  }
  const text = await decide.innerText();
  for (const words of ['task.decide', 'request.decided', 'consequencesDigest', '409 already_decided', 'You have already decided this task.', 'Idempotency-Key: one-per-intended-change', '"verdict": "approve"']) expect(text).toContain(words);
  expect(await findViolations(page)).toEqual([]);
  expect(await overflowPx(page)).toBeLessThanOrEqual(0);
  // Found by a field of its answer, too.
  await page.getByRole('searchbox', { name: 'Find' }).fill('consequencesDigest');
  await page.getByText(/^\d+ of/).filter({ hasNotText: `${allOperations.size} of` }).waitFor();
  expect([await decide.count(), await sheet(page, 'listRoles').count()]).toEqual([1, 0]);
  await page.getByRole('searchbox', { name: 'Find' }).fill('no operation says this');
  await page.getByText('No operation matches.').waitFor();
  await page.getByRole('searchbox', { name: 'Find' }).fill('listRoles');
  await page.getByText(`1 of ${allOperations.size} operations`).waitFor();
  expect(await sheet(page, 'listRoles').count()).toBe(1);
  expect(await decide.count()).toBe(0);
  expect(faults).toEqual([]);
  await page.context().close();
}, 120_000);

it('says of an operation that goes since when, until when and what to call instead (row:K2)', async () => {
  const { page } = await openPage(browser);
  await page.route('**/v1/openapi.json', async (route) => {
    const description = (await (await route.fetch()).json()) as { paths: Record<string, Record<string, object>> };
    Object.assign(description.paths['/v1/roles']?.get ?? {}, { deprecated: true, 'x-deprecation': { since: '2026-11-21', sunset: '2027-06-30', instead: 'listMembers' } });
    await route.fulfill({ json: description });
  });
  await page.goto(`${stack.url}/api`);
  const roles = sheet(page, 'listRoles');
  await roles.getByText('Deprecated since 2026-11-21; not served from 2027-06-30 on.').waitFor();
  await roles.getByRole('link', { name: 'listMembers' }).click();
  expect(new URL(page.url()).hash).toBe('#listMembers');
  expect(await findViolations(page)).toEqual([]);
  await page.context().close();
}, 120_000);

it('draws of each operation little more than its name until somebody opens it, and stays at the one that the address names; a word inside is found by the browser, and opens it (row:K1)', async () => {
  const { page, faults } = await openPage(browser);
  await page.goto(`${stack.url}/api#decideRequest`);
  const named = sheet(page, 'decideRequest');
  await named.waitFor();
  await until(page, "document.getElementById('decideRequest').getBoundingClientRect().top >= 0 && document.getElementById('decideRequest').getBoundingClientRect().top < innerHeight / 2");
  expect(await page.evaluate<number>("document.querySelectorAll('*').length")).toBeLessThan(allOperations.size * 70);
  const what = named.locator('details').first();
  expect([await what.locator('li').count(), (await what.locator('p').allTextContents()).join()]).toEqual([0, expect.stringContaining('consequencesDigest')]);
  // As the browser's own search does when it finds a word in it, which is sent here and answered.
  await page.evaluate("document.querySelector('#decideRequest details').open = true");
  await what.locator('li').first().waitFor();
  expect([await what.locator('> p').count(), await what.getByText('consequencesDigest', { exact: true }).count()]).toEqual([0, 2]);
  expect(faults).toEqual([]);
  await page.context().close();
}, 120_000);

it('shows the API in any version that is served, with what changed, at 320 px too (row:D4)', async () => {
  const { page, faults } = await openPage(browser, { width: 320 });
  await page.goto(`${stack.url}/api#setManager`);
  const manage = sheet(page, 'setManager');
  await manage.waitFor();
  const fields = manage.getByText(/What is sent and answered/);
  await fields.click();
  expect(await manage.innerText()).not.toContain('managerId');
  await page.getByRole('region', { name: 'Versions' }).getByText('A member’s manager is named as every other member is').waitFor();
  expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
  await page.getByLabel('Version', { exact: true }).selectOption({ index: 1 });
  await manage.getByText('managerId').first().waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
}, 120_000);
