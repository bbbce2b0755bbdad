import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPage } from '@countersign/browser';
import { getRequest, reviseRequest } from '@countersign/contracts/requests';
import { addFlow, signedBy, type Company, type Person } from '@countersign/testing/over-http';
import { spawnSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openCompanyJourney } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';
import { tabTo } from '../platform/tab-to.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let company: Company;
beforeAll(async () => {
  journey = await openCompanyJourney();
  ({ company } = journey);
}, 240_000);
afterAll(() => journey?.close());

/** More than any of these takes, on a machine that may be doing other things. */
const limitMs = 240_000;
const by = (role: string, name: string, change: Parameters<typeof signedBy>[2] = {}) => signedBy(company, role, { id: name.toLowerCase(), name, ...change });
const branch = (step: ReturnType<typeof by>) => ({ id: `of_${step.id}`, steps: [step] });
const statusOf = async (requestId: string) => (await company.requester.call(getRequest, { params: { requestId } })).status;
const chairs = (amount: string, title = 'Chairs') => ({ title, amount: { amount, currency: 'EUR' } });

async function openAs(person: Person, path: string): Promise<{ page: Page; faults: readonly string[] }> {
  const opened = await openPage(journey.browser);
  opened.page.setDefaultTimeout(60_000);
  await carrySession(opened.page, journey.stack.url, person);
  await opened.page.goto(`${journey.stack.url}${path}`);
  return opened;
}

describe('a request whose step finds nobody', () => {
  it('stops and tells the administrator, who finds somebody from there; it goes on and asks them (row:A1)', async () => {
    await company.addRole('Treasurer', ['request.read', 'task.decide']);
    const treasurer = await company.join('Ines Roth', ['requester']);
    const { id } = await (await addFlow(company, 'Treasury', { formatVersion: 2, steps: [by('Treasurer', 'Treasury')] })).submit();
    expect(await statusOf(id)).toBe('needs_approver');
    const { page, faults } = await openAs(company.admin, '/inbox');
    await page.getByText('1 request is stopped: Treasury needs an approver').waitFor();
    await page.getByRole('link', { name: 'Open the request' }).click();
    await page.getByText('Nobody can sign it. It waits until somebody can; it never passes by itself.').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Give somebody the role Treasurer' }).click();
    await page.getByRole('link', { name: 'Give it to Ines Roth' }).click();
    await page.getByRole('button', { name: 'Save these roles' }).click();
    await page.getByText('Recorded: the roles of Ines Roth are changed.').waitFor();
    await page.goto(`${journey.stack.url}/requests/${id}`);
    await page.getByText('It waits for the one who can act on it').waitFor();
    expect([await statusOf(id), faults]).toEqual(['open', []]);
    await company.decide(treasurer, id, 'approve');
    expect(await statusOf(id)).toBe('approved');
    await page.context().close();
  }, limitMs);
});

describe('several who are asked side by side', () => {
  it('two of three suffice; who comes after sends it back to a step by name, and that one is asked again (row:A3)', async () => {
    await company.addRole('Legal', ['request.read', 'task.decide']);
    await company.join('Lea Voss', ['Legal']);
    const steps = [
      { id: 'together', kind: 'parallel' as const, name: 'Together', join: 2, branches: [branch(by('Budget owner', 'Budget')), branch(by('auditor', 'House', { approvers: { anyOf: [{ kind: 'role', roleId: company.roleIds.get('Finance') ?? '' }] } })), branch(by('Legal', 'Law'))] },
      by('Finance', 'Money', { onReject: { goTo: 'together' } }),
    ];
    const { id } = await (await addFlow(company, 'Side by side', { formatVersion: 2, steps })).submit();
    await company.decide(company.budgetOwner, id, 'approve');
    const { page, faults } = await openAs(company.finance, `/requests/${id}`);
    await page.getByText(/^I, Finance of Acme, approve version 1 .* as House/).waitFor();
    // Of the items, those that hold no other: the step around them says the same in them.
    expect(await page.locator('li:not(:has(ol))').filter({ hasText: 'It waits for the one who can act on it' }).count()).toBe(2);
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.getByText(/^I, Finance of Acme, approve version 1 .* as Money/).waitFor();
    await page.keyboard.press('r');
    await page.getByText(/reject version 1 .* as Money/).waitFor();
    await page.keyboard.type('Who has looked at the law?');
    await tabTo(page, /Reject/);
    await page.keyboard.press('Enter');
    await page.getByText(/^I, Finance of Acme, approve version 1 .* as House/).waitFor();
    await page.getByText('Who has looked at the law?').first().waitFor();
    const { waitingOn, tasks } = await company.requester.call(getRequest, { params: { requestId: id } });
    expect([waitingOn !== null, tasks.filter(({ status }) => status === 'open').map(({ stepName }) => stepName).sort()]).toEqual([true, ['Budget', 'House', 'Law']]);
    expect([await findViolations(page), await overflowPx(page), faults]).toEqual([[], 0, []]);
    await page.context().close();
  }, limitMs);
});

describe('a version that comes after somebody signed', () => {
  it('leaves what was signed within the tolerance; beyond it the signer is asked again, and sees only what changed (row:A4)', async () => {
    const flow = await addFlow(company, 'Tolerant', { formatVersion: 2, steps: [by('Budget owner', 'Budget'), by('Finance', 'Money')] }, { tolerances: { amount: { upPercent: 2 } } });
    const { id } = await flow.submit(chairs('1000.00'));
    const revise = (amount: string) => company.requester.call(reviseRequest, { params: { requestId: id }, body: { content: chairs(amount) } });
    const { page, faults } = await openAs(company.budgetOwner, `/requests/${id}`);
    await page.getByText(/approve version 1/).waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.getByText(/^Recorded: you approved/).first().waitFor();
    await revise('1020.00');
    await page.reload();
    await page.getByText('€1,020.00').first().waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Budget owner of Acme approved version 1' }).first().waitFor();
    expect(await page.getByText(/approve version 2/).count()).toBe(0);

    await revise('1020.01');
    await page.reload();
    await page.getByText(/approve version 3/).waitFor();
    expect(await page.locator('dd:has(s)').allInnerTexts()).toEqual([expect.stringMatching(/€1,000\.00[\s\S]*€1,020\.01[\s\S]*changed in version 3/)]);
    expect([await findViolations(page), faults]).toEqual([[], []]);
    await page.context().close();
  }, limitMs);
});

describe('a request that is taken back', () => {
  it('is withdrawn by its requester by keyboard, or cancelled in their place with a reason that they are told (row:A6)', async () => {
    const flow = await addFlow(company, 'Taken back', { formatVersion: 2, steps: [by('Budget owner', 'Budget')] });
    const [mine, theirs] = [await flow.submit(chairs('80.00', 'Lamps')), await flow.submit(chairs('90.00', 'Tables'))];
    const own = await openAs(company.requester, `/requests/${mine.id}`);
    await own.page.getByRole('heading', { name: 'Lamps' }).waitFor();
    await own.page.keyboard.press('u');
    await own.page.getByRole('dialog', { name: 'Withdraw “Lamps”?' }).getByRole('button', { name: 'Withdraw the request' }).click();
    await own.page.getByText(`Recorded: request ${mine.number} is withdrawn.`).waitFor();

    const { page, faults } = await openAs(company.admin, `/requests/${theirs.id}`);
    await page.getByRole('button', { name: 'Cancel for the requester' }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel “Tables”?' });
    await dialog.getByText('who is told, with your reason').waitFor();
    await dialog.getByLabel('Why it is cancelled').fill('The room is given up');
    await dialog.getByRole('button', { name: 'Cancel the request' }).click();
    await page.getByText(`Recorded: request ${theirs.number} is cancelled.`).waitFor();
    await own.page.goto(`${journey.stack.url}/requests/${theirs.id}`);
    await own.page.getByText('The room is given up').first().waitFor();
    expect([await statusOf(mine.id), await statusOf(theirs.id), faults, own.faults]).toEqual(['withdrawn', 'cancelled', [], []]);
    for (const each of [page, own.page]) await each.context().close();
  }, limitMs);
});

describe('what became of all of these', () => {
  it('is what their facts say, folded again from the first: the command for it finds no difference on the product as it runs (row:B1)', async () => {
    const { id } = await (await addFlow(company, 'Folded', { formatVersion: 2, steps: [by('Budget owner', 'Budget'), by('Finance', 'Money', { when: 'decimal(request.amount.amount) >= decimal("5000")' })] })).submit();
    await company.decide(company.budgetOwner, id, 'approve');
    const { page, faults } = await openAs(company.requester, `/requests/${id}`);
    // What the sheet shows of the path is read from the facts, not from the state that is checked.
    await page.getByRole('listitem').filter({ hasText: 'request.amount.amount was 80.00' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Budget owner of Acme approved version 1' }).first().waitFor();
    const { status, stdout } = spawnSync(process.execPath, ['apps/local/dist/app/check-runs.js'], { env: { ...process.env, COUNTERSIGN_DATA_DIR: journey.stack.dataDir, DATABASE_URL: '' }, encoding: 'utf8', timeout: limitMs });
    expect([status, stdout]).toEqual([0, expect.stringContaining('no difference')]);
    expect(faults).toEqual([]);
    await page.context().close();
  }, limitMs);
});
