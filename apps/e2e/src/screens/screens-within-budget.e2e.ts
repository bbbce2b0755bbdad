import { framesUntilChange, openPage, watchLoad, type Browser, type LoadFigures } from '@countersign/browser';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Company, Person } from '@countersign/testing/over-http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCompanyJourney, type Stack } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

interface Budgets {
  readonly firstScreen: { readonly scriptKilobytes: number; readonly styleKilobytes: number; readonly fontKilobytes: number; readonly requests: number };
  readonly screen: { readonly scriptKilobytes: number; readonly dataRequests: number; readonly layoutShift: number };
  readonly key: { readonly frames: number };
}
const budgets = JSON.parse(readFileSync(join(__dirname, '../../../web/budgets.json'), 'utf8')) as Budgets;

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let stack: Stack;
let browser: Browser;
let company: Company;
let requestId: string;
beforeAll(async () => {
  journey = await openCompanyJourney();
  ({ stack, browser, company } = journey);
  requestId = (await company.submit()).id;
  for (const title of ['Cables', 'Tripods', 'Gels']) await company.submit({ title, amount: { amount: '120.00', currency: 'EUR' } });
}, 120_000);
afterAll(() => journey?.close());

/** A new browser context each: nothing is in its cache. */
async function loadCold(person: Person | null, path: string): Promise<LoadFigures> {
  const { page } = await openPage(browser);
  if (person !== null) await carrySession(page, stack.url, person);
  const watch = await watchLoad(page);
  await page.goto(stack.url + path, { waitUntil: 'commit' });
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  const load = await watch.settle();
  await page.context().close();
  return load;
}

describe('a screen that is opened for the first time', () => {
  it('costs no more than apps/web/budgets.json allows: bytes, requests, one for its data, and nothing moves (row:J1 row:J3)', async () => {
    const screens: readonly (readonly [string, Person | null])[] = [
      ['/inbox', company.budgetOwner],
      [`/requests/${requestId}`, company.budgetOwner],
      ['/submit', company.requester],
      ['/workflows', company.auditor],
      [`/workflows/${company.workflowId}`, company.auditor],
      ['/people', company.auditor],
      ['/requests', company.auditor],
      ['/audit', company.auditor],
      ['/effects', company.auditor],
      ['/connections', company.auditor],
      ['/connections/new', company.admin],
      ['/webhooks', company.auditor],
      [`/webhooks/${company.endpointId}`, company.auditor],
      ['/notifications', company.requester],
      ['/sign-in', null],
    ];
    const broken: string[] = [];
    for (const [index, [path, person]] of screens.entries()) {
      const load = await loadCold(person, path);
      const script = index === 0 ? budgets.firstScreen.scriptKilobytes : budgets.screen.scriptKilobytes;
      const limits: readonly (readonly [string, number, number])[] = [
        ['kB of JavaScript', load.scriptBytes / 1000, script],
        ['kB of CSS', load.styleBytes / 1000, budgets.firstScreen.styleKilobytes],
        ['kB of fonts', load.fontBytes / 1000, budgets.firstScreen.fontKilobytes],
        ['requests', load.requests, budgets.firstScreen.requests],
        ['data requests', load.dataRequests, budgets.screen.dataRequests],
        ['of layout shift', load.layoutShift, budgets.screen.layoutShift],
      ];
      expect(load.scriptBytes).toBeGreaterThan(10_000);
      broken.push(...limits.filter(([, measured, limit]) => measured > limit).map(([what, measured, limit]) => `${path}: ${measured} ${what}, at most ${limit}`));
    }
    expect(broken).toEqual([]);
  }, 120_000);

  it('is seen to be over its budget when it shifts and asks twice', async () => {
    const { page } = await openPage(browser);
    await carrySession(page, stack.url, company.budgetOwner);
    const watch = await watchLoad(page);
    await page.goto(`${stack.url}/inbox`, { waitUntil: 'commit' });
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.evaluate("fetch('/v1/session').then((answer) => answer.text()).then(() => new Promise((done) => setTimeout(done, 100))).then(() => { document.body.style.paddingTop = '400px'; })");
    const load = await watch.settle();
    expect(load.dataRequests).toBeGreaterThan(budgets.screen.dataRequests);
    expect(load.layoutShift).toBeGreaterThan(budgets.screen.layoutShift);
    await page.context().close();
  }, 120_000);
});

describe('a key', () => {
  it('shows its change within the frames that the budget allows: moving on, and arming a decision (row:J2 row:J4)', async () => {
    const { page } = await openPage(browser);
    await carrySession(page, stack.url, company.budgetOwner);
    await page.goto(`${stack.url}/inbox`);
    await page.getByRole('heading', { level: 1, name: 'Inbox' }).waitFor();
    await page.getByText('Cables').first().waitFor();
    const moved = await framesUntilChange(page, 'j', "document.querySelector('main').innerHTML + (document.activeElement?.textContent ?? '')");
    const armed = await framesUntilChange(page, 'a', "document.querySelector('main').innerHTML");
    for (const frames of [moved, armed]) {
      expect(frames).not.toBeNull();
      expect(frames).toBeLessThanOrEqual(budgets.key.frames);
    }
    await page.context().close();
  }, 120_000);
});
