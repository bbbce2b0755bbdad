import { createConnection, type ConnectionSettings, type ConnectionView } from '@countersign/contracts/connections';
import type { EffectStep, MessageEffect } from '@countersign/engine';
import type { Company } from './company.js';
import { plainConnection } from './connections.js';
import { addFlow, signedBy } from './request-flow.js';
import type { TestDatabase } from './test-database.js';
import { throughOf, writtenHost, type Through } from './through-connection.js';

/** What is secret about the address of a chat in tests. */
export const chatPath = '/services/T0000SECRET/B0000SECRET/x0123456789abcdefSECRET';

/** How a chat is connected: it honours no keys, and cannot be asked. */
export const plainChat: Omit<ConnectionSettings, 'baseUrl'> = { ...plainConnection, kind: 'chat', chat: { format: 'slack' }, idempotency: { header: 'Idempotency-Key', honoured: false } };

let count = 0;

export function connectChat(company: Company, origin: string, settings: Partial<ConnectionSettings & { readonly name: string; readonly secret: string }> = {}): Promise<ConnectionView> {
  count += 1;
  return company.admin.call(createConnection, { body: { name: `Chat ${count}`, ...plainChat, baseUrl: origin, secret: `${origin}${chatPath}`, ...settings } });
}

/** A step that says in a chat what was approved. */
export const messageStep = (connectionId: string, effect: Partial<MessageEffect> = {}): EffectStep => ({
  id: 'say', kind: 'effect', name: 'Say so', onReverse: 'nothing', effect: { kind: 'message', connectionId, text: '{{requester.name}} may buy {{title}} (request {{number}})', ...effect },
});

/** A connection to a chat at a host that the API allows, and requests of which it is told once they are approved. */
export async function throughChat({ database, company, host = writtenHost }: { readonly database: TestDatabase; readonly company: Company; readonly host?: string }, { effect = {}, ...settings }: Partial<ConnectionSettings> & { readonly effect?: Partial<MessageEffect> } = {}): Promise<Through> {
  const connection = await connectChat(company, `http://${host}`, settings);
  const flow = await addFlow(company, connection.name, { formatVersion: 2, steps: [signedBy(company, 'Budget owner'), messageStep(connection.id, effect)] });
  return throughOf(database, company, connection, flow);
}
