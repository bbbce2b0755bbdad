import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listAuthorityLimits, setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { listGroups } from '@countersign/contracts/groups';
import { listMembers, setManager } from '@countersign/contracts/members';
import { createRequestType } from '@countersign/contracts/request-types';
import { getRequest, submitRequest } from '@countersign/contracts/requests';
import { listTasks } from '@countersign/contracts/tasks';
import { createWorkflow, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { purchaseForm, type Company } from '@countersign/testing/over-http';
import type { Page } from 'playwright-core';
import { openPage } from '@countersign/browser';
import { openCompanyJourney, type Journey } from '../platform/open-journey.js';
import { carrySession } from '../platform/sign-in.js';

let journey: Journey & { readonly company: Company };
beforeAll(async () => {
  journey = await openCompanyJourney();
  await journey.company.join('Mara Oduya', ['requester']);
  await journey.company.join('Jun Ito', ['Finance']);
}, 120_000);
afterAll(() => journey?.close());

async function openPeople(page: Page): Promise<void> {
  await carrySession(page, journey.stack.url, journey.company.admin);
  await page.goto(`${journey.stack.url}/people`);
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
}

async function openMember(page: Page, name: string): Promise<void> {
  await openPeople(page);
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

const memberNamed = async (name: string) => (await journey.company.admin.call(listMembers, { query: { limit: '100' } })).items.find((member) => member.name === name);

describe('who may sign', () => {
  it('a group is created, filled, emptied and deleted (row:A1)', async () => {
    const { page, faults } = await openPage(journey.browser);
    const { admin } = journey.company;
    await openPeople(page);
    await page.getByRole('button', { name: 'Create a group' }).click();
    await page.getByLabel('Name of the group').fill('Board');
    await page.getByRole('dialog').getByRole('button', { name: 'Create the group' }).click();
    await page.getByRole('heading', { level: 1, name: 'Board' }).waitFor();
    await page.getByText('Nobody yet. A request whose step asks only this group stops there.').waitFor();
    await page.getByLabel('Jun Ito').check();
    await page.getByRole('button', { name: 'Add to Board' }).click();
    await page.getByText('Recorded: one member is added to Board.').waitFor();
    await page.getByText('One member.').waitFor();
    expect((await admin.call(listGroups, { query: {} })).items).toMatchObject([{ name: 'Board', members: 1 }]);
    await page.getByRole('button', { name: 'Take out Jun Ito' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take Jun Ito out' }).click();
    await page.getByText('Recorded: Jun Ito is out of Board.').waitFor();
    await page.getByRole('button', { name: 'Delete Board…' }).click();
    await page.getByRole('button', { name: 'Delete the group' }).click();
    await page.getByText('Recorded: the group Board is deleted.').waitFor();
    expect((await admin.call(listGroups, { query: {} })).items).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('a manager, a limit and a last day are said on the page of a member, and stand in the list (row:A1 row:F3)', async () => {
    const { page, faults } = await openPage(journey.browser);
    const { admin } = journey.company;
    await openMember(page, 'Mara Oduya');
    await page.getByLabel('Manager of Mara Oduya').selectOption({ label: 'Jun Ito' });
    await page.getByRole('button', { name: 'Save the manager' }).click();
    await page.getByText('Recorded: Jun Ito is the manager of Mara Oduya.').waitFor();
    await page.getByLabel('Last day').fill('2030-12-31');
    await page.getByRole('button', { name: 'Save the last day' }).click();
    await page.getByText('Recorded: the last day of Mara Oduya is 2030-12-31.').waitFor();
    expect(await memberNamed('Mara Oduya')).toMatchObject({ manager: { name: 'Jun Ito' }, expiresAt: new Date(2031, 0, 1).toISOString() });
    await openMember(page, 'Jun Ito');
    await page.getByText('Manager of Mara Oduya.').waitFor();
    await page.getByLabel('Up to', { exact: true }).fill('5000');
    await page.getByLabel('Of', { exact: true }).selectOption({ label: 'Purchase order' });
    await page.getByRole('button', { name: 'Set the limit' }).click();
    await page.getByText('Recorded: Jun Ito may approve up to €5,000.00 of Purchase order.').waitFor();
    await page.getByText('up to €5,000.00', { exact: true }).waitFor();
    expect((await admin.call(listAuthorityLimits, { query: {} })).items).toMatchObject([{ holder: { kind: 'member', name: 'Jun Ito' }, limit: { amount: '5000', currency: 'EUR' } }]);
    await openPeople(page);
    await page.getByText('answers to Jun Ito').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('a request goes up to the manager whose authority covers it, whose page says why, and nobody below is asked (row:A1)', async () => {
    const { admin, roleIds, join } = journey.company;
    const [vera, oskar] = [await join('Vera Sand', ['requester']), await join('Oskar Lind', ['approver'])];
    const top = await join('Idris Bell', ['approver']);
    const idOf = async (name: string) => (await memberNamed(name))?.id ?? '';
    const manage = async (name: string, manager: string) => admin.call(setManager, { params: { memberId: await idOf(name) }, body: { manager: { memberId: await idOf(manager) } } });
    await manage('Vera Sand', 'Oskar Lind');
    await manage('Oskar Lind', 'Idris Bell');
    await admin.call(setAuthorityLimit, { body: { holder: { kind: 'role', id: roleIds.get('approver') ?? '' }, requestTypeId: null, limit: { amount: '100.00', currency: 'EUR' } } });
    await admin.call(setAuthorityLimit, { body: { holder: { kind: 'member', id: await idOf('Idris Bell') }, requestTypeId: null, limit: { amount: '9000.00', currency: 'EUR' } } });
    const definition = { formatVersion: 2 as const, steps: [{ id: 'line', kind: 'approval' as const, name: 'Line', approvers: { anyOf: [{ kind: 'manager' as const, levels: 'authority' as const }] }, quorum: 1, onReject: 'end' as const }] };
    const workflow = await admin.call(createWorkflow, { body: { name: 'By the line', definition } });
    await admin.call(publishWorkflowVersion, { params: { workflowId: workflow.id, version: '1' } });
    const type = await admin.call(createRequestType, { body: { name: 'By the line', form: purchaseForm, titleField: 'title', amountField: 'amount', workflowId: workflow.id } });
    const { id } = await vera.call(submitRequest, { body: { requestTypeId: type.id, content: { title: 'Stage floor', amount: { amount: '8500.00', currency: 'EUR' } } } });
    expect((await oskar.call(listTasks, { query: { assignee: 'me' } })).items).toEqual([]);
    const { page, faults } = await openPage(journey.browser);
    await carrySession(page, journey.stack.url, top);
    await page.goto(`${journey.stack.url}/requests/${id}`);
    await page.getByRole('heading', { name: 'Stage floor' }).waitFor();
    await page.keyboard.press('w');
    await page.getByText('Idris Bell: is the manager of Vera Sand, 2 levels up; may approve up to €9,000.00').waitFor();
    await page.getByText('Not Oskar Lind: is the manager of Vera Sand, but may approve only up to €100.00').waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.getByText('Recorded').first().waitFor();
    expect((await vera.call(getRequest, { params: { requestId: id } })).status).toBe('approved');
    expect(faults).toEqual([]);
    await page.context().close();
  }, 60_000);
});
