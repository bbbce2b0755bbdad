import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listCalendars } from '@countersign/contracts/calendars';
import type { Company } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import { findViolations } from '../platform/find-violations.js';
import { openCompanyJourney, type Journey } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Journey & { readonly company: Company };
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 120_000);
afterAll(() => journey?.close());

describe('calendars', () => {
  it('one is made for a week with a holiday, with what would be due by it counted on the way; corrected, made the default, and another deleted (row:A10)', async () => {
    const { page, faults } = await openPage(journey.browser);
    const { url } = journey.stack;
    await carrySession(page, url, journey.company.admin);
    await page.goto(`${url}/workflows`);
    await page.getByRole('link', { name: 'Calendars' }).click();
    await page.getByText('There is no calendar yet').waitFor();
    await page.getByRole('link', { name: 'Create a calendar' }).click();
    await page.getByLabel('Name', { exact: true }).first().fill('Berlin');
    await page.getByLabel('Time zone', { exact: true }).fill('Europe/Berlin');
    await page.getByRole('button', { name: 'Add working time on Saturday' }).click();
    await page.getByLabel('Saturday, to').fill('00:00');
    await page.getByRole('button', { name: 'Add a holiday' }).click();
    await page.getByRole('button', { name: 'Create the calendar' }).click();
    await page.getByText('A holiday needs a day and a name').waitFor();
    await page.getByLabel('Day', { exact: true }).fill('2027-01-01');
    await page.getByRole('group', { name: 'Holiday on Fri 1 January 2027' }).getByLabel('Name').fill("New Year's Day");
    await page.getByLabel('Working days from now').fill('2');
    await page.getByText('2 working days', { exact: true }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Create the calendar' }).click();
    await page.getByText('Recorded: the calendar Berlin is created.').waitFor();
    await page.getByText('Mon–Fri 09:00–17:00, Sat 09:00–24:00').waitFor();
    await page.getByText("Next: New Year's Day, Fri 1 January 2027").waitFor();
    await page.getByRole('link', { name: 'Create a calendar' }).click();
    await page.getByLabel('Name', { exact: true }).first().fill('Night shift');
    await page.getByLabel('Time zone', { exact: true }).fill('Europe/Atlantis');
    await page.getByLabel('Wherever a step names no calendar').check();
    await page.getByRole('button', { name: 'Create the calendar' }).click();
    await page.getByText('“Europe/Atlantis” is no time zone that is known here.').first().waitFor();
    await page.getByLabel('Time zone', { exact: true }).fill('America/New_York');
    await page.getByRole('button', { name: 'Create the calendar' }).click();
    await page.getByText('Recorded: the calendar Night shift is created.').waitFor();
    const { items } = await journey.company.admin.call(listCalendars, { query: {} });
    expect(items.map(({ name, isDefault, timeZone }) => ({ name, isDefault, timeZone }))).toEqual([{ name: 'Berlin', isDefault: false, timeZone: 'Europe/Berlin' }, { name: 'Night shift', isDefault: true, timeZone: 'America/New_York' }]);
    expect(items[0]?.week.saturday).toEqual([{ from: '09:00', to: '24:00' }]);
    await page.getByRole('link', { name: 'Berlin' }).click();
    await page.getByRole('button', { name: 'Delete this calendar…' }).click();
    await page.getByRole('button', { name: 'Delete Berlin' }).click();
    await page.getByText('Recorded: the calendar Berlin is deleted.').waitFor();
    expect((await journey.company.admin.call(listCalendars, { query: {} })).items.map(({ name }) => name)).toEqual(['Night shift']);
    // A refused calendar is an answer that the browser's console reports as well.
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
    await page.context().close();
  }, 90_000);
});
