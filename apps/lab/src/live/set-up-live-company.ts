import { setUpFaultCompany, type FaultCompany } from '../faults/set-up-company.js';
import { inParallel } from '../platform/in-parallel.js';
import { need } from '../platform/need.js';
import type { Person } from '../platform/person.js';
import { TenantSetup } from '../platform/set-up-tenant.js';

export interface LiveCompany {
  readonly company: FaultCompany;
  readonly admin: Person;
  readonly approver: Person;
  /** People who see every request, each signed in by themselves. */
  readonly watchers: readonly Person[];
  readonly requesterRoleId: string;
}

const seed = 'measure-live';
const password = 'measured-while-it-is-live';
const width = 8;

export async function setUpLiveCompany(baseUrl: string, watching: number): Promise<LiveCompany> {
  // No worker runs, so nothing is ever sent there.
  const endpoint = { url: 'https://hooks.example.com/orders', secret: `whsec_${Buffer.alloc(32, seed).toString('base64')}` };
  const company = await setUpFaultCompany({ baseUrl, seed, password, endpoint, budgetOwners: 1, finance: 1 });
  const setup = await TenantSetup.open({ baseUrl, seed, tenantName: 'Fault company', admin: { name: 'Admin', email: `admin@${seed}.example`, password } });
  const roles = await setup.startingRoleIds();
  const watchers: Person[] = [];
  await inParallel(Array.from({ length: watching }, (_, index) => index + 1), width, async (number) => {
    watchers.push(await setup.addMember({ name: `Watcher ${number}`, email: `watcher.${number}@${seed}.example`, password }, [need(roles, 'auditor')]));
  });
  const approver = need(new Map(company.approvers.map(({ stepId, person }) => [stepId, person])), 'budget-owner');
  return { company, admin: setup.admin, approver, watchers, requesterRoleId: need(roles, 'requester') };
}
