import type { ConnectionSettings } from '@countersign/contracts/connections';
import { previewRepairs, startRepairs, type RepairsView } from '@countersign/contracts/effects';
import type { Company } from './company.js';
import { callStep, connect } from './connections.js';
import { addFlow, signedBy, type RequestFlow } from './request-flow.js';
import type { TestDatabase } from './test-database.js';

/** Requests whose call goes through a connection of these settings. */
export async function callFlow(company: Company, settings: Partial<ConnectionSettings> = {}): Promise<RequestFlow & { readonly connectionId: string }> {
  const { id: connectionId, name } = await connect(company, 'https://bank.example.com', settings);
  return { ...(await addFlow(company, name, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), callStep(connectionId)] })), connectionId };
}

/** An approved request whose effect has come to this, as the worker would leave it behind. */
export async function stuckEffect(database: TestDatabase, company: Company, flow: RequestFlow, state: 'failed' | 'unknown' | 'parked' = 'failed'): Promise<{ readonly requestId: string; readonly effectId: string }> {
  const { id: requestId } = await flow.submit();
  await company.decide(company.budgetOwner, requestId, 'approve');
  const [row] = await database.look<{ id: string }>("update app.effects set state = $2, in_doubt = ($2 = 'unknown'), attempts = 3, ended_at = now() where request_id = $1 returning id", [requestId, state]);
  return { requestId, effectId: row?.id ?? '' };
}

/** A decision to skip one failed effect, as an admin takes it; nobody carries it out until a worker does. */
export async function startedRepairs(database: TestDatabase, company: Company, flow: RequestFlow): Promise<RepairsView> {
  await stuckEffect(database, company, flow);
  const scope = { how: 'skip', ofState: 'failed' } as const;
  const { until, planDigest } = await company.admin.call(previewRepairs, { query: scope });
  return company.admin.call(startRepairs, { body: { ...scope, reason: 'The bank was down', connectionId: null, until, planDigest } });
}
