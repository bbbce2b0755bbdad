import type { ConnectionSettings, ConnectionView } from '@countersign/contracts/connections';
import type { HttpEffect } from '@countersign/engine';
import type { EffectJob } from '@countersign/services/effects';
import type { Company } from './company.js';
import { callStep, connect } from './connections.js';
import type { TestReceiver } from './receiver.js';
import { addFlow, signedBy, type RequestFlow } from './request-flow.js';
import type { TestDatabase } from './test-database.js';
import { jobsOf } from './test-worker.js';

/** An address that the API lets be written down; who calls is led to the receiver. */
export const writtenHost = '127.0.0.1:9';

export interface ThroughSettings extends Partial<ConnectionSettings> {
  readonly secret?: string;
  readonly call?: Partial<HttpEffect>;
}

export interface Through {
  readonly connection: ConnectionView;
  readonly flow: RequestFlow;
  /** An approved request whose call is wanted. */
  wanted(content?: Readonly<Record<string, unknown>>): Promise<EffectJob & { readonly requestId: string }>;
}

/** What goes through a connection of a flow with one effect. */
export const throughOf = (database: TestDatabase, company: Company, connection: ConnectionView, flow: RequestFlow): Through => ({
  connection,
  flow,
  wanted: async (content) => {
    const { id } = await flow.submit(content);
    await company.decide(company.budgetOwner, id, 'approve');
    const [job, ...more] = await jobsOf(database, id);
    if (!job || more.length > 0) throw new Error('one job is enqueued for one effect');
    return { ...job, requestId: id };
  },
});

/** A connection to a receiver, and requests that are paid through it. Tokens come from the receiver, too, where an address at `writtenHost` is said. */
export async function throughConnection({ database, company, receiver }: { readonly database: TestDatabase; readonly company: Company; readonly receiver: Pick<TestReceiver, 'host'> }, { call = {}, ...settings }: ThroughSettings = {}): Promise<Through> {
  const connection = await connect(company, `http://${writtenHost}/v2`, settings);
  await database.look('update app.connections set base_url = $1, settings = replace(settings::text, $3, $4)::jsonb where id = $2', [`http://${receiver.host}/v2`, connection.id, `http://${writtenHost}/`, `http://${receiver.host}/`]);
  const flow = await addFlow(company, connection.name, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), callStep(connection.id, 'pay', call)] });
  return throughOf(database, company, connection, flow);
}

export interface KeptAttempt {
  readonly asked: string;
  readonly status: number | null;
  readonly request: { readonly headers: Record<string, string>; readonly url: string; readonly body: string };
  readonly reply: { readonly body: string } | null;
  readonly drift: string[] | null;
}

/** What is kept of the attempts of an effect. */
export const attemptsOf = (database: TestDatabase, { effectId }: EffectJob) => database.look<KeptAttempt>('select asked, status, request, reply, drift from app.effect_attempts where effect_id = $1 order by number', [effectId]);

/** How an effect stands. */
export const effectStateOf = async (database: TestDatabase, { effectId }: EffectJob) =>
  (await database.look<{ state: string; attempts: number; inDoubt: boolean; problem: string | null }>('select state, attempts, in_doubt as "inDoubt", last_problem as problem from app.effects where id = $1', [effectId]))[0];

/** Whoever holds it has held it for too long, and whatever waits has waited. */
export const passTime = (database: TestDatabase, { effectId }: EffectJob) => database.look("update app.effects set next_attempt_at = null, lease_until = now() - interval '1 second' where id = $1", [effectId]);

/** A JSON answer. */
export const answers = (status: number, body: unknown = {}) => ({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
