import { createConnection, type ConnectionSettings, type ConnectionView } from '@countersign/contracts/connections';
import type { EffectStep, MailEffect } from '@countersign/engine';
import type { Company } from './company.js';
import { plainConnection } from './connections.js';
import type { TestMailServer } from './mail-server.js';
import { addFlow, signedBy } from './request-flow.js';
import type { TestDatabase } from './test-database.js';
import { throughOf, writtenHost, type Through } from './through-connection.js';

/** How a mail server is connected: it honours no keys, and cannot be asked. */
export const plainMailServer: Omit<ConnectionSettings, 'baseUrl'> = { ...plainConnection, kind: 'smtp', mail: { tls: 'starttls', from: 'approvals@example.com' }, idempotency: { header: 'Message-ID', honoured: false } };

export interface MailSettings extends Partial<ConnectionSettings> {
  readonly secret?: string;
  readonly effect?: Partial<MailEffect>;
}

let count = 0;

export function connectMailServer(company: Company, host: string, settings: Partial<ConnectionSettings & { readonly name: string; readonly secret: string }> = {}): Promise<ConnectionView> {
  count += 1;
  return company.admin.call(createConnection, { body: { name: `Mail ${count}`, ...plainMailServer, baseUrl: `smtp://${host}`, ...settings } });
}

/** A step that tells an address and whoever made the request what was approved. */
export const mailStep = (connectionId: string, effect: Partial<MailEffect> = {}, onReverse: EffectStep['onReverse'] = 'nothing'): EffectStep => ({
  id: 'tell', kind: 'effect', name: 'Tell the vendor', onReverse,
  effect: { kind: 'mail', connectionId, to: [{ kind: 'address', address: 'vendor@example.org' }, { kind: 'requester' }], subject: 'Approved: {{title}}', text: 'Dear vendor,\n\n{{requester.name}} may spend {{request.amount.amount}} {{request.amount.currency}} (request {{number}}).\n', ...effect },
});

/** A connection to a mail server of a test, and requests of which it tells once they are approved. */
export async function throughMail({ database, company, server }: { readonly database: TestDatabase; readonly company: Company; readonly server: Pick<TestMailServer, 'host'> }, { effect = {}, ...settings }: MailSettings = {}): Promise<Through> {
  const connection = await connectMailServer(company, writtenHost, settings);
  await database.look('update app.connections set base_url = $1 where id = $2', [`smtp://${server.host}`, connection.id]);
  const flow = await addFlow(company, connection.name, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), mailStep(connection.id, effect)] });
  return throughOf(database, company, connection, flow);
}
