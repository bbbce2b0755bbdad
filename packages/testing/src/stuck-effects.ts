import type { ConnectionSettings } from '@countersign/contracts/connections';
import { previewRepairs, startRepairs, type RepairsView } from '@countersign/contracts/effects';
import type { EffectStep } from '@countersign/engine';
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

/** A flow that reserves, pays and sends, one after the other, each undone by a call of its own but for sending; none of it is really called. */
export async function orderFlow(company: Company, change: Partial<EffectStep> = {}): Promise<RequestFlow> {
  const { id: connectionId } = await connect(company, 'https://bank.example.com');
  const undo = (path: string) => ({ kind: 'http' as const, connectionId, method: 'POST' as const, path, body: null });
  const steps = [
    callStep(connectionId, 'reserve', { path: '/reservations' }, undo('/releases')),
    { ...callStep(connectionId, 'pay', { path: '/payments' }), waitsForPrevious: true },
    { ...callStep(connectionId, 'send', { path: '/orders' }, undo('/cancellations')), waitsForPrevious: true, ...change },
    { ...callStep(connectionId, 'tell', { path: '/told' }), waitsForPrevious: true },
  ];
  return addFlow(company, `Orders ${connectionId}`, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), ...steps] });
}

/** A request of that flow which has reserved and paid, and stopped at sending. The effects by their steps. */
export async function stoppedOrder(database: TestDatabase, company: Company, flow: RequestFlow, state: 'failed' | 'unknown' | 'parked' = 'failed'): Promise<{ readonly requestId: string; readonly effects: Readonly<Record<string, string>> }> {
  const { id: requestId } = await flow.submit();
  await company.decide(company.budgetOwner, requestId, 'approve');
  const rows = await database.look<{ id: string; step: string }>(
    `update app.effects set state = case when step_id = 'send' then $2 when step_id = 'tell' then 'wanted' else 'succeeded' end, in_doubt = (step_id = 'send' and $2 = 'unknown'),
       attempts = case when step_id = 'tell' then 0 else 1 end, ended_at = case when step_id = 'tell' then null else now() end where request_id = $1 returning id, step_id as step`,
    [requestId, state],
  );
  return { requestId, effects: Object.fromEntries(rows.map(({ id, step }) => [step, id])) };
}
