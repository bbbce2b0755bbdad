import { openPage } from '@countersign/browser';
import { getRequest } from '@countersign/contracts/requests';
import type { Company } from '@countersign/testing/over-http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { findViolations } from '../platform/find-violations.js';
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

const listHeightPx = 240;
/** Of the space that is kept for those who are found. */
const heightOf = async (page: Page) => Math.round((await page.locator('dialog [data-signers]').boundingBox())?.height ?? 0);

/** For what it is looked who may decide, as it happens. */
function askedOn(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.endsWith('/possible-signers')) asked.push(url.searchParams.get('search') ?? '');
  });
  return asked;
}

describe('a step that somebody else must sign too', () => {
  it('is signed besides by whom an approver adds with a reason, having seen what that causes; which is taken back as long as they have not (row:A8 row:A10)', async () => {
    await company.join('Expert', ['approver']);
    const { id } = await company.submit({ title: 'Stage curtains', amount: { amount: '1200.00', currency: 'EUR' } });
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    const asked = askedOn(page);
    await signInAs(page, stack.url, company.budgetOwner);
    await page.goto(`${stack.url}/requests/${id}`);
    expect(asked).toEqual([]);
    await page.route('**/possible-signers*', (route) => route.abort());
    await page.getByRole('button', { name: 'Add a signer' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Who may decide could not be read.').waitFor();
    await page.unroute('**/possible-signers*');
    asked.length = 0;
    await dialog.getByRole('button', { name: 'Try again' }).click();
    // Whoever is asked is shown, and cannot be chosen.
    await dialog.getByText('Asked already.').waitFor();
    expect(await dialog.getByLabel('Budget owner of Acme').isDisabled()).toBe(true);
    expect([asked, await heightOf(page)]).toEqual([[''], listHeightPx]);
    await dialog.getByLabel('Find by name').focus();
    await page.keyboard.type('nobody', { delay: 20 });
    await dialog.getByText('Nobody who may decide was found for “nobody”.').waitFor();
    expect([asked, await heightOf(page)]).toEqual([['', 'nobody'], listHeightPx]);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('EXP', { delay: 20 });
    await dialog.getByText('One person can be chosen.').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.getByText('with whoever you add it needs 2, and theirs is one of them.').waitFor();
    expect([asked, await dialog.getByRole('radio', { name: 'Expert' }).isChecked()]).toEqual([['', 'nobody', 'EXP'], true]);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add Expert' }).click();
    await page.getByText('Say why: it is kept with the request.').waitFor();
    await page.getByLabel('Why they must sign too').fill('Knows the supplier.');
    await page.getByRole('button', { name: 'Add Expert' }).click();
    await page.getByText('added Expert, who must sign Budget owner too').waitFor();
    const askedOf = async () => (await company.requester.call(getRequest, { params: { requestId: id } })).tasks[0]?.quorum;
    expect(await askedOf()).toBe(2);
    await page.getByRole('button', { name: 'Take back an added signer' }).click();
    await page.getByText('needs one signature less').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByLabel('Why they need not sign').fill('It was cleared up.');
    await page.getByRole('button', { name: 'Take back Expert' }).click();
    await page.getByText('took back that Expert must sign Budget owner').waitFor();
    expect([await askedOf(), faults]).toEqual([1, []]);
    await page.context().close();
  }, 240_000);
});
