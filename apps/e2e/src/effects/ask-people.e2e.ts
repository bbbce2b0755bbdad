import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getRequest, submitRequest } from '@countersign/contracts/requests';
import { addFlow, signedBy } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import type { Page } from 'playwright-core';
import { beginEffectStep } from '../platform/begin-effect-step.js';
import { looks } from '../platform/find-violations.js';
import { keepPicture } from '../platform/keep-picture.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { publishIt } from '../platform/publish-it.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 240_000);
afterAll(() => journey?.close());

const limitMs = 240_000;

/** An ask after the signature, of the receptionists; what it cannot say, and that it asks nobody yet, is said while it is written. */
async function writeAsk(page: Page, workflowId: string, width: number): Promise<void> {
  await beginEffectStep(page, { url: journey.stack.url, workflowId, name: 'Order the badge', how: 'members are asked to do it' });
  await page.getByLabel('What to do', { exact: true }).fill('{{request.nowhere}}');
  await keepPicture(page, `ask-step-unsound-${width}`);
  await page.getByRole('button', { name: 'Ask others, too' }).click();
  await page.getByLabel('Who', { exact: true }).selectOption({ label: 'Reception' });
  await page.getByText(/There is no "request.nowhere"/).first().waitFor();
  await page.getByLabel('What to do', { exact: true }).fill('Order the badge for {{title}}');
  await page.getByText('Nothing: it can be published.').waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await keepPicture(page, `ask-step-${width}`);
  await publishIt(page, /“Order the badge” is added/);
  await page.getByRole('heading', { level: 2, name: 'Version 2', exact: true }).waitFor();
  await page.getByText('Asks holders of Reception to do this outside: “Order the badge for {{title}}”. It waits until one of them says that it is done.').waitFor();
  await keepPicture(page, `ask-workflow-${width}`);
}

/** By keyboard alone: from the notification to the request, and there to the answer. */
async function sayDone(page: Page, number: number, width: number): Promise<void> {
  await page.goto(`${journey.stack.url}/inbox`);
  const asked = page.getByRole('region', { name: 'Asked of you' });
  await asked.getByText(`Chairs, request ${number}`).waitFor();
  await asked.getByText('Ada holds the role Reception').waitFor();
  await page.getByText('Nothing waits to be signed.').waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await keepPicture(page, `ask-inbox-${width}`);
  await page.goto(`${journey.stack.url}/notifications`);
  const told = page.getByRole('row', { name: new RegExp(`Countersign asks you to do something for request ${number}: Order the badge for Chairs`) });
  await told.waitFor();
  await told.focus();
  await page.keyboard.press('Enter');
  const done = page.getByRole('button', { name: 'It is done…' });
  await done.waitFor();
  await page.getByText('You are asked to do this: Order the badge').waitFor();
  await page.getByText('Approved. Order the badge: waits for Ada').waitFor();
  expect(await looks(page)).toEqual([[], 0]);
  await keepPicture(page, `ask-asked-${width}`);
  await done.focus();
  await page.keyboard.press('Enter');
  const evidence = page.getByLabel('How it can be seen that it is done');
  await evidence.waitFor();
  await page.keyboard.press('Tab');
  await evidence.focus();
  await page.keyboard.type('Badge 17 lies at the desk');
  await keepPicture(page, `ask-answer-${width}`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Order the badge: done, as Ada says').first().waitFor();
  await done.waitFor({ state: 'detached' });
  expect(await looks(page)).toEqual([[], 0]);
  await keepPicture(page, `ask-done-${width}`);
}

describe('an ask', () => {
  it.each([[1280, 'light'], [320, 'dark']] as const)('is written into a workflow; who approves sees whom it asks, who is asked says by keyboard that it is done, and whoever is not asked only sees that it waits (%i px, %s) (row:C1 row:A7 row:J4)', async (width, colorScheme) => {
    const { stack, browser, company } = await openCompanyJourney();
    await company.addRole('Reception', ['request.read']);
    const ada = await company.join('Ada', ['Reception']);
    const flow = await addFlow(company, 'Chairs', { formatVersion: 2, steps: [signedBy(company, 'Budget owner', { id: 'budget', name: 'Budget owner' })] });
    const { page, faults } = await openPage(browser, { width, colorScheme });
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await writeAsk(page, flow.workflowId, width);
    const { id, number } = await company.requester.call(submitRequest, { body: { requestTypeId: flow.requestTypeId, content: { title: 'Chairs', amount: { amount: '12.50', currency: 'EUR' } } } });
    await carrySession(page, stack.url, company.budgetOwner);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByText(/asks holders of Reception to do this outside: “Order the badge for Chairs”; it waits until one of them says that it is done/).filter({ visible: true }).first().waitFor();
    await keepPicture(page, `ask-decide-${width}`);
    await company.decide(company.budgetOwner, id, 'approve');
    await carrySession(page, stack.url, company.requester);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByText('Order the badge: waits for Ada', { exact: true }).first().waitFor();
    await page.getByText(/^Waits for Ada, /).filter({ hasText: 'Order the badge for Chairs' }).first().waitFor();
    expect([await page.getByRole('button', { name: 'It is done…' }).count(), await looks(page)]).toEqual([0, [[], 0]]);
    await keepPicture(page, `ask-waits-${width}`);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/effects?group=under_way`);
    await page.getByText('Waits for Ada: Order the badge for Chairs').waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await keepPicture(page, `ask-effects-${width}`);
    await page.getByRole('link', { name: /^Order the badge/ }).click();
    await page.getByText('It waits for Ada: Order the badge for Chairs').waitFor();
    await page.getByRole('button', { name: 'Ask anew…' }).waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await keepPicture(page, `ask-effect-${width}`);
    await carrySession(page, stack.url, ada);
    await sayDone(page, number, width);
    expect((await company.requester.call(getRequest, { params: { requestId: id } })).effects).toMatchObject([{ kind: 'ask', state: 'resolved', target: 'Ada', resolution: 'Badge 17 lies at the desk' }]);
    expect(faults).toEqual([]);
    await page.context().close();
    await browser.close();
  }, limitMs);
});
