import { openPage, type Page, type PageOptions } from '@countersign/browser';
import { addFlow, memberIdOf, signedBy, type Company, type Person } from '@countersign/testing/over-http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let company: Company;
beforeAll(async () => {
  journey = await openCompanyJourney();
  ({ company } = journey);
}, 240_000);
afterAll(() => journey?.close());

/** Read in the page: how something to tick is drawn. */
const lookOf = `((input) => ({ appearance: getComputedStyle(input).appearance, isGround: getComputedStyle(input).backgroundColor === getComputedStyle(input.closest('dialog')).backgroundColor, tick: getComputedStyle(input, '::before').clipPath !== 'none' }))(document.querySelector('dialog input[type="checkbox"]'))`;

const limitMs = 240_000;
const small: PageOptions = { width: 320, colorScheme: 'dark' };

async function openAs(person: Person, path: string, options: PageOptions = {}): Promise<Page> {
  const { page } = await openPage(journey.browser, options);
  page.setDefaultTimeout(60_000);
  if (options.width === 320) await page.setViewportSize({ width: 320, height: 640 });
  await carrySession(page, journey.stack.url, person);
  await page.goto(`${journey.stack.url}${path}`);
  return page;
}

describe('a screen of 320 by 640 pixels', () => {
  it('shows the button that signs as soon as the reason is asked for, and says nothing sideways (row:J4)', async () => {
    const { id } = await company.submit();
    const page = await openAs(company.budgetOwner, `/requests/${id}`, small);
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.getByLabel('Reason').waitFor();
    for (const name of ['Sign: Reject', 'Cancel']) {
      const box = await page.getByRole('button', { name }).boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? Infinity)).toBeLessThanOrEqual(640);
    }
    expect([await page.getByLabel('Reason').evaluate((field) => field.matches(':focus')), await overflowPx(page)]).toEqual([true, 0]);
    await page.context().close();
  }, limitMs);

  it('has the places on one line, with that where one is in sight, and each reached by the keys (row:J4)', async () => {
    const page = await openAs(company.admin, '/start', small);
    const nav = page.getByRole('navigation', { name: 'Main' });
    const here = nav.getByRole('link', { name: 'Set up' });
    await here.waitFor();
    expect((await nav.boundingBox())?.height).toBeLessThanOrEqual(48);
    const sides = async (name: string) => {
      const box = await nav.getByRole('link', { name }).boundingBox();
      return [(box?.x ?? -1) >= 0, (box?.x ?? 0) + (box?.width ?? Infinity) <= 320];
    };
    expect(await sides('Set up')).toEqual([true, true]);
    await nav.getByRole('link', { name: 'Inbox' }).focus();
    expect([await sides('Inbox'), await overflowPx(page), await findViolations(page)]).toEqual([[true, true], 0, []]);
    await page.context().close();
  }, limitMs);
});

describe('what can be ticked', () => {
  it('is drawn in the dark as what can be, on the ground that it stands on, and a tick shows (row:J4)', async () => {
    const page = await openAs(company.budgetOwner, '/profile', { colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Let somebody decide for me' }).click();
    const box = page.getByRole('dialog').getByRole('checkbox').first();
    const look = () => page.evaluate<unknown>(lookOf);
    await box.waitFor();
    expect(await look()).toEqual({ appearance: 'none', isGround: true, tick: false });
    await box.check();
    expect(await look()).toEqual({ appearance: 'none', isGround: false, tick: true });
    expect(await findViolations(page)).toEqual([]);
    await page.context().close();
  }, limitMs);
});

describe('what a new user needs to be told', () => {
  it('an invitation without a role says that they will see nothing (row:F3)', async () => {
    const page = await openAs(company.admin, '/people', small);
    await page.getByRole('button', { name: 'Invite' }).first().click();
    const warning = page.getByText('Without a role they will see nothing but their own profile');
    await warning.waitFor();
    await page.getByRole('dialog').getByRole('checkbox', { name: 'requester' }).check();
    await warning.waitFor({ state: 'detached' });
    expect([await overflowPx(page), await findViolations(page)]).toEqual([0, []]);
    await page.context().close();
  }, limitMs);

  it('a request that was returned says above its form who returned it, and why; one that was not says nothing (row:A8)', async () => {
    const [{ id }, other] = [await company.submit(), await company.submit()];
    await company.decide(company.budgetOwner, id, 'request_changes', 'Which supplier is it?');
    const page = await openAs(company.requester, `/requests/${id}/revise`, small);
    await page.getByText('Budget owner of Acme asked for changes to version 1 as Budget owner').waitFor();
    await page.getByText('Which supplier is it?').waitFor();
    expect([await overflowPx(page), await findViolations(page)]).toEqual([0, []]);
    await page.goto(`${journey.stack.url}/requests/${other.id}/revise`);
    await page.getByRole('button', { name: 'Submit version 2' }).waitFor();
    expect(await page.getByText('asked for changes').count()).toBe(0);
    await page.context().close();
  }, limitMs);

  it('removing somebody says which steps nobody could sign then (row:A1)', async () => {
    await company.addRole('Lawyers', ['request.read', 'task.decide']);
    const lawyer = await company.join('Only lawyer', ['Lawyers']);
    await addFlow(company, 'Contracts', { formatVersion: 2, steps: [signedBy(company, 'Lawyers', { id: 'legal', name: 'Legal' })] });
    const page = await openAs(company.admin, `/people/${await memberIdOf(company, lawyer)}`, small);
    await page.getByRole('checkbox', { name: 'Lawyers' }).uncheck();
    await page.getByText('Nobody would be left to sign the following').waitFor();
    await page.getByRole('button', { name: 'Remove Only lawyer…' }).click();
    await page.getByRole('dialog').getByText('Legal of the workflow Contracts').waitFor();
    expect([await overflowPx(page), await findViolations(page)]).toEqual([0, []]);
    await page.context().close();
  }, limitMs);
});
