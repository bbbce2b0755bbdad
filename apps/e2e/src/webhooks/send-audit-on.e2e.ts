import { openPage } from '@countersign/browser';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { keepPicture } from '../platform/keep-picture.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney({ webhooks: true });
}, 240_000);
afterAll(() => journey?.close());

describe('the audit', () => {
  it('is sent on to an endpoint by keyboard, arrives whole, and what is done meanwhile follows by itself; stopped, it goes on where it was (row:D5 row:J4)', async () => {
    const { stack, browser, company } = journey;
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/webhooks/${company.endpointId}`);
    const part = page.getByRole('region', { name: 'The audit, sent on' });
    await part.getByRole('button', { name: 'Send the audit here…' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Whoever reads what arrives').waitFor();
    await dialog.getByLabel('Begin with').selectOption({ label: 'the first entry, so everything' });
    expect(await findViolations(page)).toEqual([]);
    await keepPicture(page, 'audit-stream-begin');
    await dialog.getByRole('button', { name: 'Send it' }).press('Enter');
    await part.getByText('Everything has arrived').waitFor();
    const arrived = async () => Number(/Entries 1 to (\d+) have arrived/.exec(await part.innerText())?.[1]);
    const before = await arrived();
    expect(before).toBeGreaterThan(3);
    await keepPicture(page, 'audit-stream');

    await company.submit({ title: 'Chairs', amount: { amount: '10.00', currency: 'EUR' } });
    for (const giveUpAt = Date.now() + 60_000; (await arrived()) <= before; await pause(100)) expect(Date.now()).toBeLessThan(giveUpAt);
    await part.getByRole('button', { name: 'Stop' }).press('Enter');
    await part.getByText('Stopped', { exact: true }).waitFor();
    await part.getByRole('button', { name: 'Send it again…' }).press('Enter');
    expect(await dialog.getByLabel('Begin with').inputValue()).toBe('last_stream');
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});
