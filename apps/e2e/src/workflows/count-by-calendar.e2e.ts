import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCalendar } from '@countersign/contracts/calendars';
import { createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { signedBy, workingWeek } from '@countersign/testing/over-http';
import { openPage } from '@countersign/browser';
import { findViolations } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { publishIt } from '../platform/publish-it.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney();
}, 240_000);
afterAll(() => journey?.close());

describe('the calendar of a step', () => {
  it('is chosen among the company’s where the step is due, and shown on the workflow’s page once it is published (row:A10)', async () => {
    const { stack, browser, company } = journey;
    await company.admin.call(createCalendar, { body: workingWeek('Head office') });
    await company.admin.call(createCalendar, { body: workingWeek('Berlin office') });
    const definition = { formatVersion: 2, steps: [signedBy(company, 'Budget owner', { id: 'sign', name: 'Sign', due: { workingDays: 2 } })] };
    const { id: workflowId } = await company.admin.call(createWorkflow, { body: { name: 'Of Berlin', definition: definition as never } });
    await company.admin.call(publishWorkflowVersion, { params: { workflowId, version: '1' } });
    const { page, faults } = await openPage(browser);
    page.setDefaultTimeout(60_000);
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/workflows/${workflowId}`);
    await page.getByText('is due after 2 working days').waitFor();
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByRole('button', { name: /^Sign/ }).click();
    await page.getByLabel('Counted by the calendar').selectOption({ label: 'Berlin office' });
    await page.getByText('Sign: counts by the calendar Berlin office.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await publishIt(page, /counts by the calendar Berlin office/);
    await page.getByRole('heading', { level: 2, name: 'Version 2', exact: true }).waitFor();
    await page.getByText('counts by the calendar Berlin office').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  }, 240_000);
});
