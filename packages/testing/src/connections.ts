import { createConnection, startConnectionGrant, type ConnectionSettings, type ConnectionView } from '@countersign/contracts/connections';
import type { ApprovalStep, EffectStep, HttpEffect } from '@countersign/engine';
import type { Company } from './company.js';
import type { Person } from './people.js';
import { signedBy } from './request-flow.js';
import type { TestDatabase } from './test-database.js';

/** What a connection is made of that does as most do: keys are honoured, nothing is asked afterwards, answers may be anything. */
export const plainConnection: Omit<ConnectionSettings, 'baseUrl'> = {
  auth: { kind: 'none' },
  idempotency: { header: 'Idempotency-Key', honoured: true },
  lookUpPath: null,
  order: 'none',
  limits: { attemptsMax: 3, connectMs: 1_000, headersMs: 1_000, bodyMs: 1_000, replyBytesMax: 10_000, perSecond: null },
  replySchema: null,
  onDrift: 'quarantine',
};

let count = 0;

/** Connects a company to another system, by its admin. */
export function connect(company: Pick<Company, 'admin'>, baseUrl: string, settings: Partial<ConnectionSettings & { readonly name: string; readonly secret: string }> = {}): Promise<ConnectionView> {
  count += 1;
  return company.admin.call(createConnection, { body: { name: `Bank ${count}`, ...plainConnection, baseUrl, ...settings } });
}

/** How a connection says who calls that somebody allows in a browser, at a provider of this address. */
export const allowedAt = (provider: string, issuer: string | null = null) => ({ kind: 'oauth_client_credentials' as const, tokenUrl: `${provider}/token`, clientId: 'countersign', scope: 'payments', grant: { authorizeUrl: `${provider}/auth`, issuer } });

/**
 * Connects a company to a system that somebody has to allow us first. Its name sorts before those of the others: among names that only count up,
 * which of them a list begins with would depend on how many were made before.
 */
export function connectAllowed(company: Company, provider = 'https://id.example.com', baseUrl = 'https://bank.example.com', secret = 'secret-of-the-client'): Promise<ConnectionView> {
  return connect(company, baseUrl, { name: `Allowed bank ${count + 1}`, auth: allowedAt(provider), secret });
}

/** Begins to connect one, and says what the provider would send back with its answer. */
export async function beginGrant(by: Person, connectionId: string): Promise<string> {
  const { authorizeUrl } = await by.call(startConnectionGrant, { params: { connectionId }, body: {} });
  return new URL(authorizeUrl).searchParams.get('state') ?? '';
}

/** A step that calls through a connection: pays what the request says, at its own path, and is undone by a person. */
export function callStep(connectionId: string, id = 'pay', call: Partial<HttpEffect> = {}, onReverse: EffectStep['onReverse'] = 'person'): EffectStep {
  const body = { amount: '{{request.amount.amount}}', currency: '{{request.amount.currency}}', for: '{{title}} ({{number}})', note: '{{request.note}}', by: '{{requester.name}}' };
  return { id, kind: 'effect', name: id, effect: { kind: 'http', connectionId, method: 'POST', path: '/payments/{{requestId}}', body, ...call }, onReverse };
}

/** An approval that is signed by a vendor's record as well. */
export const signedWithRecord = (company: Company, roleName: string, connectionId: string, fields: readonly string[] = ['/iban', '/name'], change: Partial<ApprovalStep> = {}): ApprovalStep =>
  signedBy(company, roleName, { record: { connectionId, path: '/vendors/{{number}}', fields }, ...change });

/** What the worker would have read for a task. */
export const setRead = (database: TestDatabase, taskId: string) =>
  database.look("update app.outside_records set state = 'read', content = '{\"/iban\":\"DE00\",\"/name\":\"Vendor\"}', fingerprint = repeat('1', 64), read_at = now() where task_id = $1 and state = 'wanted'", [taskId]);
