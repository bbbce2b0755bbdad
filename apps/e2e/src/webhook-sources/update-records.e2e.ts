import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listKeptRecords } from '@countersign/contracts/record-sets';
import { receiveInboundMessage } from '@countersign/contracts/webhook-sources';
import { addRecordSet, connect, sendRaw, signStandard } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import type { Page } from 'playwright-core';
import { looks } from '../platform/find-violations.js';
import { keepPicture } from '../platform/keep-picture.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 240_000);
afterAll(() => journey?.close());

const limitMs = 240_000;

async function send(sourcePath: string, secret: string, body: object): Promise<number> {
  const sourceId = sourcePath.split('/').at(-1) ?? '';
  return (await sendRaw(journey.stack.url, receiveInboundMessage, { params: { sourceId }, body, headers: signStandard(secret, JSON.stringify(body)) })).status;
}

/** A worker carries messages out: until it has, the record is as it was. */
async function keptAs(recordSetId: string, outsideId: string, state: string): Promise<void> {
  const stateOf = async () => (await journey.company.admin.call(listKeptRecords, { params: { recordSetId }, query: { outsideId } })).items[0]?.state;
  while ((await stateOf()) !== state) await new Promise((done) => setTimeout(done, 200));
}

/** One update more: what messages of a type say, and where. */
async function addUpdate(page: Page, number: number, type: string, isGone: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Add an update of records' }).press('Enter');
  const update = page.getByRole('group', { name: `Update ${number}` });
  await update.getByLabel('Messages of the type').fill(type);
  const named = page.getByRole('group', { name: type });
  await named.getByLabel('Update a record of').selectOption({ label: 'Payees told of' });
  if (isGone) await named.getByLabel('Which').selectOption({ label: 'is there no more' });
  await named.getByLabel('Where the record is').fill('/data');
}

describe('messages that update records', () => {
  it('are said on the source’s screen by the keyboard; what comes is seen on the record set’s page, and an older version changes nothing (row:D5 row:D2)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/webhook-sources/new`);
    await page.getByText('No records are kept of other systems yet, so no message can update one.').waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    const { id } = await connect(company, `${stack.receiverUrl}/bank`, { name: 'Bank that tells' });
    const set = await addRecordSet(company, { name: 'Payees told of', path: '/payees', fields: [{ name: 'IBAN', pointer: '/iban', type: 'text' }] }, id);
    await page.reload();
    await page.getByText('No message updates a record.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Bank');
    await page.getByRole('button', { name: 'Add an update of records' }).press('Enter');
    await page.getByRole('button', { name: 'Create the source' }).press('Enter');
    await page.getByRole('link', { name: 'Say of which set the record is.' }).waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await page.getByRole('button', { name: 'Take this update away: update 1' }).press('Enter');
    await addUpdate(page, 1, 'payee.changed', false);
    await addUpdate(page, 2, 'payee.deleted', true);
    expect(await looks(page)).toEqual([[], 0]);
    await keepPicture(page, 'source-updates');
    await page.getByRole('button', { name: 'Create the source' }).press('Enter');
    const secret = await page.getByRole('textbox', { name: 'Signing secret' }).inputValue();
    await page.getByRole('button', { name: 'Done' }).press('Enter');
    await page.getByText('Nothing has come yet.').waitFor();
    const sourcePath = new URL(page.url()).pathname;
    expect(await page.getByRole('group', { name: 'payee.deleted' }).getByLabel('Which').inputValue()).toBe('gone');

    const payee = (version: number, name: string) => ({ type: 'payee.changed', data: { id: 'payee_77', version, name, iban: 'DE00 77' } });
    expect(await send(sourcePath, secret, payee(2, 'Kites Ltd'))).toBe(202);
    await keptAs(set.id, 'payee_77', 'current');
    await page.goto(`${stack.url}/record-sets/${set.id}?record=payee_77`);
    await page.getByRole('heading', { level: 2, name: 'Kites Ltd' }).waitFor();
    await page.getByText('told by a message').waitFor();
    expect(await looks(page)).toEqual([[], 0]);
    await keepPicture(page, 'record-told-by-message');
    expect(await send(sourcePath, secret, payee(1, 'Old name'))).toBe(202);
    expect(await send(sourcePath, secret, { type: 'payee.deleted', data: { id: 'payee_77', version: 3, name: 'Kites Ltd', iban: 'DE00 77' } })).toBe(202);
    await keptAs(set.id, 'payee_77', 'gone');
    await page.reload();
    await page.getByText('Gone there').first().waitFor();
    await page.getByText('IBAN: DE00 77').first().waitFor();
    expect(await page.getByText('Old name').count()).toBe(0);
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);

  it('fit the narrowest screen in the dark (row:D5 row:J2)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser, { width: 320, colorScheme: 'dark' });
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/webhook-sources/new`);
    await addUpdate(page, 1, 'payee.changed', true);
    await keepPicture(page, 'source-updates-320-dark');
    expect([await looks(page), faults]).toEqual([[[], 0], []]);
    await page.context().close();
  }, limitMs);
});
