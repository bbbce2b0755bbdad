import { createApiKey } from '@countersign/contracts/api-keys';
import { createClient } from '@countersign/client';
import { listConnections, updateConnection } from '@countersign/contracts/connections';
import { createDelegation } from '@countersign/contracts/delegations';
import { assignMemberRoles, deactivateMember } from '@countersign/contracts/members';
import { getMigration, planMigration, startMigration } from '@countersign/contracts/run-migrations';
import { pauseWebhookEndpoint, resumeWebhookEndpoint } from '@countersign/contracts/webhooks';
import { addWorkflowVersion, publishWorkflowVersion } from '@countersign/contracts/workflows';
import { need } from '../platform/need.js';
import type { Caller } from './caller.js';
import type { RequestAct } from './request-acts.js';
import type { Act } from './scenarios/scenario.js';
import { bankSettings, withIds, type CompanyMade } from './set-up-company.js';
import type { Stage } from './stage.js';

export type CompanyAct = Exclude<Extract<Act, { by: string }>, RequestAct>;

interface Acting {
  readonly stage: Stage;
  readonly made: CompanyMade;
  readonly by: Caller;
  readonly programs: Map<string, Caller>;
}

const hourMs = 3_600_000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

/** Carries out an act about the company: its people, endpoints, connections, workflows. */
export async function actOnCompany(acting: Acting, act: CompanyAct): Promise<void> {
  const { made: { ids }, by } = acting;
  switch (act.does) {
    case 'delegate': {
      const limit = act.limit === undefined ? {} : { limit: { amount: act.limit, currency: 'EUR' } };
      const body = { principalId: need(ids, act.from), delegateId: need(ids, act.to), startsAt: fromNow(-hourMs), endsAt: fromNow(72 * hourMs), ...limit, ...(act.reason !== undefined && { reason: act.reason }) };
      await by.call(createDelegation, { body });
      return;
    }
    case 'remove':
      await by.call(deactivateMember, { params: { memberId: need(ids, act.member) }, body: { reason: act.reason } });
      return;
    case 'give_roles':
      await by.call(assignMemberRoles, { params: { memberId: need(ids, act.member) }, body: { roleIds: act.roles.map((name) => need(ids, name)) } });
      return;
    case 'pause_endpoint':
    case 'resume_endpoint':
      await by.call(act.does === 'pause_endpoint' ? pauseWebhookEndpoint : resumeWebhookEndpoint, { params: { endpointId: need(ids, 'Accounting') } });
      return;
    case 'make_key': {
      const { secret } = await by.call(createApiKey, { body: { name: act.key, scopes: ['request.submit', 'request.read'] } });
      const client = createClient({ baseUrl: acting.stage.baseUrl, apiKey: secret, retries: false });
      acting.programs.set(act.key, { call: (operation, input) => client.call(operation, input, { idempotencyKey: crypto.randomUUID() }) });
      return;
    }
    case 'move_bank':
      return moveBank(acting);
    case 'publish':
    case 'migrate':
      return changeWorkflow(acting, act);
  }
}

/** The bank has moved: its connection leads to another address from here on. */
async function moveBank({ stage, by }: Acting): Promise<void> {
  const bank = (await by.call(listConnections, { query: { limit: '100' } })).items.find(({ name }) => name === 'Bank');
  if (!bank) throw new Error('A company has a connection “Bank”.');
  await by.call(updateConnection, { params: { connectionId: bank.id }, body: { name: 'Bank', ...bankSettings(`${stage.addresses.Bank}/moved`, bank.idempotency.honoured), paused: false, revision: bank.revision } });
}

async function changeWorkflow({ stage, made, by }: Acting, act: Extract<CompanyAct, { does: 'publish' | 'migrate' }>): Promise<void> {
  const workflowId = need(made.workflowIds, act.type);
  if (act.does === 'publish') {
    const { version } = await by.call(addWorkflowVersion, { params: { workflowId }, body: { definition: { formatVersion: 2, steps: withIds(act.steps, made.ids) } } as never });
    await by.call(publishWorkflowVersion, { params: { workflowId, version: String(version) } });
    return;
  }
  const { id: migrationId } = await by.call(planMigration, { params: { workflowId, version: '1' } });
  await stage.migrate(migrationId);
  const { planDigest } = await by.call(getMigration, { params: { migrationId } });
  await by.call(startMigration, { params: { migrationId }, body: { planDigest: planDigest ?? '', reason: act.reason } });
  await stage.migrate(migrationId);
}
