import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setAuthorityLimit } from '@countersign/contracts/authority-limits';
import { testConnection } from '@countersign/contracts/connections';
import { getRequest } from '@countersign/contracts/requests';
import { addGroupMembers, createGroup } from '@countersign/contracts/groups';
import { inviteMember } from '@countersign/contracts/invitations';
import { setManager } from '@countersign/contracts/members';
import { createTenant } from '@countersign/contracts/tenants';
import { addFlow, callStep, connect, memberIdOf, signedBy, type Company, type People, type Person } from '@countersign/testing/over-http';
import type { Browser, Page } from 'playwright-core';
import { findViolations, overflowPx } from '../platform/find-violations.js';
import { openCompanyJourney, type Stack } from '../platform/open-journey.js';
import { openPage } from '@countersign/browser';
import { carrySession } from '../platform/sign-in.js';

let journey: Awaited<ReturnType<typeof openCompanyJourney>>;
let stack: Stack;
let browser: Browser;
let people: People;
let company: Company;
let nobody: Person;
let requestId: string;
let rejectedId: string;
let invitation: string;
let fresh: Person;
let memberId: string;
let roleId: string;
let groupId: string;
let connectionId: string;
let effectId: string;

beforeAll(async () => {
  journey = await openCompanyJourney();
  ({ stack, browser, people, company } = journey);
  nobody = await people.signUp('Nadia without a company');
  requestId = (await company.submit()).id;
  await company.submit({ title: 'A title that is long enough to need more than one line on a narrow screen, as titles of real requests do', amount: { amount: '34.33634285099345', currency: 'EUR' }, note: 'Two\nlines' });
  const decided = await company.submit({ title: 'Cables', amount: { amount: '120.00', currency: 'EUR' } });
  await company.decide(company.budgetOwner, decided.id, 'reject', 'Not this quarter');
  rejectedId = decided.id;
  invitation = (await company.admin.call(inviteMember, { body: { email: nobody.email, roleIds: [] } })).path;
  fresh = await people.signUp('Founder of a new company');
  await fresh.call(createTenant, { body: { name: 'A company with nothing in it yet' } });
  memberId = await memberIdOf(company, company.finance);
  groupId = (await company.admin.call(createGroup, { body: { name: 'Board' } })).id;
  await company.admin.call(addGroupMembers, { params: { groupId }, body: { memberIds: [memberId] } });
  await company.admin.call(setManager, { params: { memberId }, body: { manager: { memberId: await memberIdOf(company, company.budgetOwner) } } });
  await company.admin.call(setAuthorityLimit, { body: { holder: { kind: 'member', id: memberId }, requestTypeId: null, limit: { amount: '5000.00', currency: 'EUR' } } });
  roleId = company.roleIds.get('Finance') ?? '';
  await connectNowhere();
}, 240_000);
afterAll(() => journey?.close());

/** A connection to where there is nothing, tried, and an effect that failed there for good. */
async function connectNowhere(): Promise<void> {
  const replySchema = { type: 'object', required: ['state'], properties: { state: { type: 'string' } } };
  ({ id: connectionId } = await connect(company, `${stack.receiverUrl}/bank/nowhere`, { name: 'Bank', auth: { kind: 'api_key', header: 'X-Api-Key' }, secret: 'sk_live_0123', replySchema }));
  await company.admin.call(testConnection, { params: { connectionId }, body: { path: '/health' } });
  const flow = await addFlow(company, 'Payments', { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), { ...callStep(connectionId), name: 'Pay' }] });
  const { id } = await flow.submit();
  await company.decide(company.budgetOwner, id, 'approve');
  effectId = (await company.admin.call(getRequest, { params: { requestId: id } })).effects[0]?.id ?? '';
}

async function openRepair(page: Page): Promise<void> {
  await go(() => `/effects/${effectId}`, /Pay: Bank/)(page);
  await page.getByRole('button', { name: 'Leave it out…' }).click();
  await page.getByRole('dialog').waitFor();
}

async function writeConnection(page: Page): Promise<void> {
  await go('/connections/new', /Connect a system/)(page);
  await page.getByLabel('How it is told').selectOption({ label: 'By an access token (OAuth 2.0)' });
  await page.getByLabel('No, or nobody knows').check();
  await page.getByRole('button', { name: 'Connect it' }).click();
  await page.getByRole('alert').first().waitFor();
}

async function tried(page: Page): Promise<void> {
  await go(() => `/connections/${connectionId}`, /Bank/)(page);
  await page.getByText('Answered 404').waitFor();
}

interface Screen {
  readonly name: string;
  readonly as: () => Person | null;
  readonly show: (page: Page) => Promise<void>;
}

const go = (path: string | (() => string), heading: RegExp) => async (page: Page) => {
  await page.goto(stack.url + (typeof path === 'string' ? path : path()));
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
};

async function submitEmptyForm(page: Page): Promise<void> {
  await go('/submit', /Submit a request/)(page);
  await page.getByRole('link', { name: 'Purchase order' }).click();
  await page.getByRole('heading', { level: 1, name: 'Purchase order' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').first().waitFor();
}

async function openInviting(page: Page): Promise<void> {
  await go('/people', /People/)(page);
  await page.getByRole('button', { name: 'Invite a colleague' }).click();
  await page.getByRole('dialog').waitFor();
}

async function chooseRole(page: Page): Promise<void> {
  await go(() => `/people/${memberId}`, /Finance of Acme/)(page);
  await page.getByLabel('auditor').check();
  await page.getByText('What changes').waitFor();
}

async function openStepInEditor(page: Page): Promise<void> {
  await go(() => `/workflows/${company.workflowId}/edit`, /Edit Purchase/)(page);
  await page.getByRole('button', { name: /^Budget owner/ }).click();
  await page.getByText('More rules').click();
  await page.getByText('Nothing is different from version 1, which is live.').waitFor();
}

async function openNewEndpoint(page: Page): Promise<void> {
  await go('/webhooks', /Webhooks/)(page);
  await page.getByRole('button', { name: 'Create an endpoint' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create the endpoint' }).click();
  await page.getByText('An endpoint needs a name.').waitFor();
}

async function openEntry(page: Page): Promise<void> {
  await go('/audit?did=request.decided', /Audit/)(page);
  await page.getByRole('row').first().click();
  await page.getByRole('heading', { name: 'What it changed' }).waitFor();
}

const screens: readonly Screen[] = [
  { name: 'sign in', as: () => null, show: go('/sign-in', /Sign in/) },
  { name: 'sign up', as: () => null, show: go('/sign-up', /Sign up/) },
  { name: 'the API', as: () => null, show: go('/api', /API/) },
  { name: 'no company', as: () => nobody, show: go('/', /./) },
  { name: 'an invitation', as: () => nobody, show: go(() => invitation, /./) },
  { name: 'the inbox with work', as: () => company.budgetOwner, show: go('/inbox', /Inbox/) },
  { name: 'the inbox without work', as: () => company.finance, show: go('/inbox', /Inbox/) },
  { name: 'a request to decide on', as: () => company.budgetOwner, show: go(() => `/requests/${requestId}`, /Stage lighting/) },
  { name: 'a request of your own', as: () => company.requester, show: go(() => `/requests/${requestId}`, /Stage lighting/) },
  { name: 'a request that is not there', as: () => company.requester, show: go('/requests/00000000-0000-4000-8000-000000000000', /./) },
  { name: 'notifications', as: () => company.requester, show: go('/notifications', /Notifications/) },
  { name: 'notifications where there are none', as: () => fresh, show: go('/notifications', /Notifications/) },
  { name: 'the requests', as: () => company.auditor, show: go('/requests', /Requests/) },
  { name: 'a search that finds nothing', as: () => company.auditor, show: go('/requests?q=nowhere&state=open', /Requests/) },
  { name: 'the audit', as: () => company.auditor, show: go('/audit', /Audit/) },
  { name: 'an entry of the audit', as: () => company.auditor, show: openEntry },
  { name: 'what can be requested', as: () => company.requester, show: go('/submit', /Submit a request/) },
  { name: 'an invitation before signing in', as: () => null, show: go(() => invitation, /invites you to Acme/) },
  { name: 'a page that is not there', as: () => company.requester, show: go('/no/such/page', /no such page/) },
  { name: 'the first run', as: () => fresh, show: go('/start', /What shall be requested/) },
  { name: 'the set-up of a company that has begun', as: () => company.admin, show: go('/start', /Set up Acme/) },
  { name: 'inviting a colleague', as: () => company.admin, show: openInviting },
  { name: 'people', as: () => company.admin, show: go('/people', /People/) },
  { name: 'people to one who may change nothing', as: () => company.auditor, show: go('/people', /People/) },
  { name: 'a member', as: () => company.admin, show: go(() => `/people/${memberId}`, /Finance of Acme/) },
  { name: 'a change of roles before it is saved', as: () => company.admin, show: chooseRole },
  { name: 'a role', as: () => company.admin, show: go(() => `/roles/${roleId}`, /Finance/) },
  { name: 'a new role', as: () => company.admin, show: go('/roles/new', /A new role/) },
  { name: 'a group', as: () => company.admin, show: go(() => `/groups/${groupId}`, /Board/) },
  { name: 'a group to one who may change nothing', as: () => company.auditor, show: go(() => `/groups/${groupId}`, /Board/) },
  { name: 'the workflows', as: () => company.auditor, show: go('/workflows', /Workflows/) },
  { name: 'the workflows of a company without any', as: () => fresh, show: go('/workflows', /Workflows/) },
  { name: 'a workflow', as: () => company.admin, show: go(() => `/workflows/${company.workflowId}`, /Purchase/) },
  { name: 'the editor of a workflow', as: () => company.admin, show: openStepInEditor },
  { name: 'a workflow that is not there', as: () => company.auditor, show: go('/workflows/00000000-0000-4000-8000-000000000000', /no such workflow/) },
  { name: 'the webhook endpoints', as: () => company.auditor, show: go('/webhooks', /Webhooks/) },
  { name: 'a company without any webhook endpoint', as: () => fresh, show: go('/webhooks', /Webhooks/) },
  { name: 'a new webhook endpoint', as: () => company.admin, show: openNewEndpoint },
  { name: 'a webhook endpoint', as: () => company.admin, show: go(() => `/webhooks/${company.endpointId}`, /Accounting/) },
  { name: 'a webhook endpoint that is not there', as: () => company.auditor, show: go('/webhooks/00000000-0000-4000-8000-000000000000', /no such webhook endpoint/) },
  { name: 'the path of a request that was rejected', as: () => company.auditor, show: go(() => `/requests/${rejectedId}`, /Cables/) },
  { name: 'the connections', as: () => company.admin, show: go('/connections', /Connections/) },
  { name: 'the connections where there are none', as: () => fresh, show: go('/connections', /Connections/) },
  { name: 'a connection that was tried', as: () => company.admin, show: tried },
  { name: 'a connection to one who may change nothing', as: () => company.auditor, show: tried },
  { name: 'a new connection with errors', as: () => company.admin, show: writeConnection },
  { name: 'a connection that is not there', as: () => company.admin, show: go('/connections/00000000-0000-4000-8000-000000000000', /no such connection/) },
  { name: 'the effects', as: () => company.admin, show: go('/effects', /Effects/) },
  { name: 'the effects where there are none', as: () => fresh, show: go('/effects', /Effects/) },
  { name: 'an effect that failed', as: () => company.admin, show: go(() => `/effects/${effectId}`, /Pay: Bank/) },
  { name: 'leaving an effect out', as: () => company.admin, show: openRepair },
  { name: 'an effect to one who may change nothing', as: () => company.auditor, show: go(() => `/effects/${effectId}`, /Pay: Bank/) },
  { name: 'an effect that is not there', as: () => company.admin, show: go('/effects/00000000-0000-4000-8000-000000000000', /no such effect/) },
  { name: 'the profile', as: () => company.requester, show: go('/profile', /Profile/) },
  { name: 'signed out elsewhere', as: () => null, show: go('/sign-in?was=in', /Sign in/) },
  { name: 'a form with errors', as: () => company.requester, show: submitEmptyForm },
];

const widths = [1440, 320];
const colorSchemes = ['light', 'dark'] as const;

/** Everything that is found on the page as it stands, in every width and colour scheme, as when a window is made narrow or the evening comes: what was shown stays. */
async function look(page: Page): Promise<string[]> {
  const findings: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of colorSchemes) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))))');
      findings.push(...(await findViolations(page)).map((violation) => `at ${width} px, ${colorScheme}: ${violation}`));
    }
    const overflow = await overflowPx(page);
    if (overflow > 0) findings.push(`at ${width} px: reaches ${overflow} px past the window`);
  }
  return findings;
}

it.each(screens.map((screen) => [screen.name, screen] as const))('%s passes axe in light and dark, wide and at 320 px, reaches no further than the window, and logs no error (row:J4)', async (_name, screen) => {
  const { page, faults } = await openPage(browser, { width: 1440 });
  const person = screen.as();
  if (person !== null) await carrySession(page, stack.url, person);
  await screen.show(page);
  await page.waitForLoadState('networkidle');
  expect([...(await look(page)), ...faults]).toEqual([]);
  await page.context().close();
}, 180_000);

it('axe finds a fault that is there', async () => {
  const { page } = await openPage(browser);
  await page.goto(`${stack.url}/sign-in`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"/x.png\">')");
  expect((await findViolations(page)).join()).toContain('image-alt');
  await page.context().close();
});
