import { openPage, type Page } from '@countersign/browser';
import { receiveInboundMessage } from '@countersign/contracts/webhook-sources';
import { sendRaw, signStandard } from '@countersign/testing/over-http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let sourcePath = '';
let secret = '';
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 240_000);
afterAll(() => journey?.close());

async function open(path: string) {
  const { stack, browser, company } = journey;
  const opened = await openPage(browser);
  opened.page.setDefaultTimeout(60_000);
  await carrySession(opened.page, stack.url, company.admin);
  await opened.page.goto(stack.url + path);
  return opened;
}

async function send(body: object, by = secret): Promise<number> {
  const sourceId = sourcePath.split('/').at(-1) ?? '';
  return (await sendRaw(journey.stack.url, receiveInboundMessage, { params: { sourceId }, body, headers: signStandard(by, JSON.stringify(body)) })).status;
}

const shownSecret = (page: Page) => page.getByRole('textbox', { name: 'Signing secret' }).inputValue();
const order = (title: string) => ({ type: 'order.placed', data: { title, price: { amount: '75.00', currency: 'EUR' } } });

describe('a source of messages', () => {
  it('is made on a screen by the keyboard, its secret is seen once, and what comes starts a request that its page leads to, live (row:D2)', async () => {
    const { page, faults } = await open('/webhooks');
    await page.getByRole('link', { name: 'Messages that come in' }).press('Enter');
    await page.getByText('No other system sends messages yet.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Create a source' }).press('Enter');
    await page.getByLabel('Name', { exact: true }).fill('Shop');
    await page.getByRole('button', { name: 'Add a rule' }).press('Enter');
    // The new rule takes the keyboard one frame later: pressed before that, Enter would add another.
    await page.getByLabel('Of the type').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('3 fields to correct').or(page.getByText('4 fields to correct')).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByLabel('Of the type').fill('order.placed');
    await page.getByLabel('What is requested').selectOption({ label: 'Purchase order' });
    await page.getByLabel('What', { exact: true }).fill('/data/title');
    await page.getByLabel('Amount', { exact: true }).fill('/data/amount');
    await page.getByLabel('Requests are started by').selectOption({ label: 'Employee of Acme' });
    await page.getByRole('button', { name: 'Create the source' }).press('Enter');
    secret = await shownSecret(page);
    expect(secret).toMatch(/^whsec_/);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await page.getByText('Nothing has come yet.').waitFor();
    sourcePath = new URL(page.url()).pathname;
    expect(await page.getByRole('textbox', { name: 'Signing secret' }).count()).toBe(0);

    // The price stands elsewhere than the rule says: the form refuses what comes.
    expect(await send(order('Lamps'))).toBe(202);
    await page.getByText('1 dead letter: nothing more happens with it by itself.').waitFor();
    await page.getByText('order.placed', { exact: true }).first().waitFor();
    await page.getByText('Id, signature and what it says').click();
    await page.getByText('Right, by the secret made').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.getByLabel('Amount', { exact: true }).fill('/data/price');
    await page.getByRole('button', { name: 'Save the source' }).press('Enter');
    await page.getByText('Recorded: Shop is changed.').waitFor();
    await page.getByRole('button', { name: /^Carry it out again: msg_/ }).press('Enter');
    await page.getByRole('link', { name: /^request \d+$/ }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Lamps' }).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('says why something was refused, changes its secret without a gap, and takes nothing while it is paused (row:D2)', async () => {
    const { page, faults } = await open(sourcePath);
    await page.getByRole('heading', { level: 1, name: 'Shop' }).waitFor();
    expect(await send(order('Forged'), `whsec_${Buffer.alloc(32, 1).toString('base64')}`)).toBe(404);
    await page.getByRole('button', { name: 'Make a new secret…' }).click();
    await page.getByRole('button', { name: 'Make a new secret', exact: true }).click();
    const newer = await shownSecret(page);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('no secret of this source made its signature').waitFor();
    expect([await send(order('With the old one')), await send(order('With the new one'), newer)]).toEqual([202, 202]);
    await page.getByText('The last message shown was signed with it').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Nothing is taken.').waitFor();
    expect(await send(order('Too early'), newer)).toBe(503);
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.getByRole('button', { name: 'Let it go on' }).click();
    await page.getByText('Takes messages').first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);

  it('has all its dead letters carried out again after a look at how many and why, with its progress; also at 320 pixels and in the dark (row:D2)', async () => {
    const { page, faults } = await open(sourcePath);
    for (let index = 0; index < 3; index += 1) expect(await send({ type: 'order.placed', data: { title: `Late ${index}`, cost: '1' } })).toBe(202);
    await page.getByText('3 dead letters: nothing more happens with them by itself.').waitFor();
    await page.getByRole('navigation', { name: 'Which messages' }).getByRole('link', { name: 'Dead letters: 3' }).click();
    await page.getByText(/^3 × /).waitFor();
    await page.getByRole('button', { name: 'Carry them all out again…' }).click();
    await page.getByText('what is as it was dies again').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Carry 3 out again' }).click();
    await page.getByText('3 dead letters put in line again.').waitFor();
    await page.getByText('3 dead letters: nothing more happens with them by itself.').waitFor();
    await page.setViewportSize({ width: 320, height: 900 });
    await page.emulateMedia({ colorScheme: 'dark' });
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await page.getByRole('link', { name: 'All sources' }).click();
    await page.getByText('Needs a look').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});
