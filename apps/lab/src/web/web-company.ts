import { assignMemberRoles, listMembers } from '@countersign/contracts/members';
import { submitRequest } from '@countersign/contracts/requests';
import { listTasks } from '@countersign/contracts/tasks';
import { setUpFaultCompany } from '../faults/set-up-company.js';
import { inParallel } from '../platform/in-parallel.js';
import { need } from '../platform/need.js';
import type { Person } from '../platform/person.js';
import { TenantSetup } from '../platform/set-up-tenant.js';

/** Whose screens are measured: somebody with a full inbox who may also see everything else. */
export interface WebCompany {
  readonly visitor: Person;
  readonly requestId: string;
  readonly workflowId: string;
}

const seed = 'measure-web';
const password = 'measured-in-the-browser';
const width = 8;

/** A company whose one visitor approves, submits and administers, with `waiting` requests in their inbox. */
export async function setUpWebCompany(baseUrl: string, endpoint: { readonly url: string; readonly secret: string }, waiting: number): Promise<WebCompany> {
  const company = await setUpFaultCompany({ baseUrl, seed, password, endpoint, budgetOwners: 1, finance: 1 });
  const visitor = need(new Map(company.approvers.map(({ stepId, person }) => [stepId, person])), 'budget-owner');
  await giveEveryRole(baseUrl, visitor);
  const numbers = Array.from({ length: waiting }, (_, index) => index + 1);
  await inParallel(numbers, width, async (number) => {
    const content = { item: `Oscilloscope ${number} for the second test bench`, amount: { amount: `${310 + number}.00`, currency: 'EUR' }, supplier: 'Oberon Messtechnik', category: 'Equipment', why: 'The one we have is booked out until March.' };
    await company.requester.call(submitRequest, { body: { requestTypeId: company.requestTypeId, content } });
  });
  const { items } = await visitor.call(listTasks, { query: { assignee: 'me', limit: '1' } });
  const [first] = items;
  if (!first) throw new Error('The visitor has no task: the company was not set up as it should be.');
  return { visitor, requestId: first.requestId, workflowId: company.workflowId };
}

/** Beside the role that they sign with: a screen that somebody may not see cannot be measured. */
async function giveEveryRole(baseUrl: string, visitor: Person): Promise<void> {
  const admin = { name: 'Admin', email: `admin@${seed}.example`, password };
  const setup = await TenantSetup.open({ baseUrl, seed, tenantName: 'Fault company', admin });
  const starting = await setup.startingRoleIds();
  const { items } = await setup.admin.call(listMembers, { query: { limit: '100' } });
  const member = items.find(({ email }) => email === visitor.account.email);
  if (!member) throw new Error(`${visitor.account.email} is no member: the company was not set up as it should be.`);
  const roleIds = [...member.roles.map(({ id }) => id), ...['admin', 'requester', 'auditor'].map((name) => need(starting, name))];
  await setup.admin.call(assignMemberRoles, { params: { memberId: member.id }, body: { roleIds } });
}
