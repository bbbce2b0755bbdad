import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPage } from '@countersign/browser';
import { addFlow, effectOf, signedBy } from '@countersign/testing/over-http';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { keepPicture } from '../platform/keep-picture.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
beforeAll(async () => {
  journey = await openCompanyJourney({ webhooks: true });
}, 120_000);
afterAll(() => journey?.close());

describe('undoing', () => {
  it('takes back a decision in time, and the ledger says so (row:A6)', async () => {
    const { stack, browser, company } = journey;
    const steps = [signedBy(company, 'Budget owner', { quorum: 2, revocableMinutes: 10 })];
    await company.join('Second owner', ['Budget owner']);
    const { id } = await (await addFlow(company, 'Two of two', { formatVersion: 2, steps })).submit();
    await company.decide(company.budgetOwner, id, 'approve');
    const { page, faults } = await openPage(browser);
    await carrySession(page, stack.url, company.budgetOwner);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByRole('button', { name: 'Take back my decision' }).click();
    const dialog = page.getByRole('dialog', { name: 'Take back your decision as Check?' });
    await dialog.getByRole('button', { name: 'Take it back' }).click();
    await dialog.getByText('Say why: it is kept with the request.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await dialog.getByLabel('Why you take it back').fill('I looked at the wrong one');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('took back the decision as Check').filter({ visible: true }).first().waitFor();
    await page.getByText('I looked at the wrong one').filter({ visible: true }).first().waitFor();
    expect([await page.getByRole('button', { name: 'Take back my decision' }).count(), await overflowPx(page), faults]).toEqual([0, 0, []]);
    await page.context().close();
  }, 120_000);

  it('says before the click what an approved request had done and who has to undo it, at 320 px too; a person says that it is done (row:A6 row:A7)', async () => {
    const { stack, browser, company } = journey;
    const steps = [signedBy(company, 'Budget owner'), effectOf(company, 'tell', 'person')];
    const { id } = await (await addFlow(company, 'Told', { formatVersion: 2, steps })).submit();
    await company.decide(company.budgetOwner, id, 'approve');
    const { page, faults } = await openPage(browser, { width: 320 });
    await carrySession(page, stack.url, company.admin);
    await page.goto(`${stack.url}/requests/${id}`);
    await page.getByText(/tell: delivered to/).first().waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Undo what was approved' }).click();
    const dialog = page.getByRole('dialog', { name: 'Undo “Chairs”?' });
    await dialog.getByText('One of them cannot be undone from here').waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await dialog.getByLabel('Why it is undone').fill('Ordered twice');
    await dialog.getByRole('button', { name: 'Undo it' }).click();
    await page.getByText(/is reversed; one of its effects still waits for a person to undo it/).waitFor();
    await page.getByText('Reversed: tell waits for a person').first().waitFor();
    await page.getByText(/a person has to undo it, and say so/).waitFor();
    expect([await findViolations(page), await overflowPx(page)]).toEqual([[], 0]);
    await keepPicture(page, 'reversed-320');
    await page.getByRole('button', { name: 'Say that it is undone' }).click();
    await page.getByLabel('How it can be seen that it is undone').fill('They confirmed by phone');
    await page.getByRole('button', { name: 'It is undone', exact: true }).click();
    await page.getByRole('button', { name: 'Say that it is undone' }).waitFor({ state: 'detached' });
    await page.getByText('undid what was approved').first().waitFor();
    await page.getByText('Reversed: tell is undone').first().waitFor();
    await page.getByText(/and undone by hand/).waitFor();
    expect([await overflowPx(page), faults]).toEqual([0, []]);
    await page.context().close();
  }, 120_000);
});
