import type { ConnectionSettings } from '@countersign/contracts/connections';
import type { Connection, ConnectionTest, TestOutcome } from '@countersign/database/connections';
import { Record, type House } from '../platform/index.js';
import { forgetToken } from './access-token.part.js';
import { callConnection } from './call-connection.part.js';
import { credentialOf } from './credential.part.js';
import { sendMessage } from './send-message.part.js';
import { messageIdOf, sendMail, type MailOutcome } from './send-mail.part.js';
import { driftOf } from './drift.part.js';

/** What a job carries: ids only. */
export interface ConnectionTestJob {
  readonly tenantId: string;
  readonly testId: string;
}

export type ConnectionTestResult = TestOutcome['stage'] | 'nothing_to_do';

type Came = Omit<TestOutcome, 'startedAt' | 'durationMs'>;
const nothing = { status: null, problem: null, request: null, reply: null, drift: null } as const;

/** One mail that says what it is, to who is named, under a Message-ID of its own. */
const testMail = (test: ConnectionTest, { name }: Connection, settings: ConnectionSettings) => ({
  to: test.to === null ? [] : [test.to], subject: 'A test from Countersign', text: `Somebody tries the mail server “${name}”. Nothing has to be done.`, messageId: messageIdOf(`test_${test.id}`, settings),
});

/** A reply that says no is an answer, too; a server that does not let us in says who we are not. */
function mailed(outcome: MailOutcome): Came {
  const { request, reply } = outcome;
  switch (outcome.kind) {
    case 'taken':
      return { ...nothing, stage: 'answered', status: outcome.code, problem: outcome.refusedTo.length > 0 ? `it does not take mail for ${outcome.refusedTo.join(', ')}` : null, request, reply };
    case 'replied':
      return { ...nothing, stage: 'answered', status: outcome.code, problem: outcome.problem, request, reply };
    case 'unanswered':
    case 'refused':
      return { ...nothing, stage: outcome.kind, problem: outcome.problem, request, reply };
    case 'not_sent':
      return { ...nothing, stage: 'not_reached', problem: outcome.problem, request, reply };
  }
}

/**
 * Makes the call that somebody asked for, by the connection as it is now, paused or not, and keeps what came of it. It says nothing of how the other
 * system is doing: what is asked for by hand neither closes nor opens the way of effects. A job that is delivered twice may ask twice: to ask changes nothing there.
 */
export class RunConnectionTestService {
  constructor(private readonly house: House) {}

  async run(job: ConnectionTestJob): Promise<ConnectionTestResult> {
    const wanted = await this.house.tenancy.run(job, async (tx) => {
      const test = await tx.connectionTests.findWanted(job.testId);
      const connection = test && (await tx.connections.find(test.connectionId));
      return test && connection ? { test, connection } : null;
    });
    if (!wanted) return 'nothing_to_do';
    const startedAt = this.house.now();
    const came = await this.call(job.tenantId, wanted, startedAt);
    return this.settle(job, wanted, { ...came, startedAt, durationMs: this.house.now().getTime() - startedAt.getTime() });
  }

  private async call(tenantId: string, { test, connection }: { readonly test: ConnectionTest; readonly connection: Connection }, at: Date): Promise<Came> {
    const { id, baseUrl, sealedSecret, bindingDigest } = connection;
    const settings: ConnectionSettings = { baseUrl, ...connection.settings };
    const credential = await credentialOf(this.house, tenantId, { id, sealedSecret: sealedSecret?.toString('base64') ?? null, bindingDigest }, settings);
    if (!credential.ok) return { ...nothing, stage: 'credential', problem: credential.problem };
    const options = { settings, credential: credential.value, allowedHosts: this.house.settings.allowedWebhookHosts, at };
    if (settings.kind === 'smtp') return mailed(await sendMail(test.to === null ? null : testMail(test, connection, settings), options));
    const outcome = settings.kind === 'chat' ? await sendMessage(`Somebody tries the connection “${connection.name}” from Countersign. Nothing has to be done.`, options) : await callConnection({ method: 'GET', path: test.path, body: null, idempotencyKey: null }, options);
    const { request } = outcome;
    if (outcome.kind !== 'answered') return { ...nothing, stage: outcome.kind === 'not_sent' ? 'not_reached' : outcome.kind, problem: outcome.problem, request };
    const { status, reply } = outcome;
    // The next call fetches another token.
    if (status === 401 && credential.tokenGeneration !== null) await forgetToken(this.house, tenantId, id, credential.tokenGeneration);
    const drift = driftOf(settings.replySchema, outcome);
    return { ...nothing, stage: 'answered', status, request, reply, drift: drift.length === 0 ? null : drift };
  }

  private settle(job: ConnectionTestJob, { test, connection }: { readonly test: ConnectionTest; readonly connection: Connection }, outcome: TestOutcome): Promise<ConnectionTestResult> {
    const { stage, status, problem } = outcome;
    return this.house.tenancy.run(job, async (tx) => {
      if (!(await tx.connectionTests.settle(test.id, outcome))) return 'nothing_to_do';
      const record = new Record({ tenantId: job.tenantId, actor: { kind: 'job', name: 'connection-tests' }, channel: 'job', traceId: null, causeId: test.causeId, at: this.house.now() });
      record.act({ action: 'connection.tested', subject: { kind: 'connection', id: connection.id, label: connection.name }, reason: problem, after: { testId: test.id, stage, status } });
      tx.conclude({ audit: record.audit, jobs: record.jobs });
      return stage;
    });
  }
}
