import type { RecordSetSettings } from '../record-sets/views.js';
import type { ConnectionSettings } from './views.js';

/** A call as a step of a workflow may make it, ready to be filled in. */
export interface ReadyCall {
  readonly name: string;
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>> | null;
}

/** What one begins with for a system of a known shape: data only, all of which can be changed. */
export interface ConnectionPreset {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  /** What the secret is, and how it is written. */
  readonly secret: string;
  readonly settings: ConnectionSettings;
  readonly recordSets: readonly ({ readonly name: string } & RecordSetSettings)[];
  readonly calls: readonly ReadyCall[];
}

const limits = { attemptsMax: 8, connectMs: 3_000, headersMs: 20_000, bodyMs: 20_000, replyBytesMax: 1_000_000, perSecond: 20 } as const;
const bearer = { kind: 'api_key', header: 'Authorization' } as const;

/** https://docs.stripe.com/api: form-encoded bodies, Idempotency-Key, lists by `starting_after` and `has_more`. Customers say no version: the time of asking counts. */
const billing: ConnectionPreset = {
  id: 'billing',
  name: 'Billing, in the shape of Stripe’s API',
  about: 'Customers and invoices. Bodies are form fields, the same key is done once, and lists go on after the last id.',
  secret: 'Bearer and the secret key, such as Bearer sk_live_…',
  settings: { baseUrl: 'https://api.stripe.com', auth: bearer, encoding: 'form', idempotency: { header: 'Idempotency-Key', honoured: true }, lookUpPath: null, order: 'request', limits, replySchema: null, onDrift: 'quarantine' },
  recordSets: [
    {
      name: 'Customers', path: '/v1/customers?limit=100', paging: { kind: 'cursor', parameter: 'starting_after', cursorPointer: null, morePointer: '/has_more' }, itemsPointer: '/data', idPointer: '/id', version: { kind: 'time', pointer: null },
      titlePointer: '/name', naturalKeyPointer: '/email', fields: [{ name: 'E-mail', pointer: '/email', type: 'text' }, { name: 'Currency', pointer: '/currency', type: 'text' }, { name: 'Delinquent', pointer: '/delinquent', type: 'truth' }], everyMinutes: 60,
    },
  ],
  calls: [
    { name: 'Create a customer', method: 'POST', path: '/v1/customers', body: { name: '{{title}}', metadata: { request: '{{number}}' } } },
    { name: 'Create a draft invoice', method: 'POST', path: '/v1/invoices', body: { customer: '{{request.customer}}', description: '{{title}}', auto_advance: false, metadata: { request: '{{number}}' } } },
  ],
};

/** RFC 7643 and RFC 7644: users listed by `startIndex` and `count`, and deactivated rather than deleted. The specification knows no idempotency key: users are asked for by name first. */
const provisioning: ConnectionPreset = {
  id: 'provisioning',
  name: 'Provisioning, by SCIM 2.0',
  about: 'Users of another system: created, and deactivated. It does not know keys, so a call whose answer is lost waits for a person.',
  secret: 'Bearer and the token, such as Bearer eyJ…',
  settings: { baseUrl: 'https://id.example.com/scim/v2', auth: bearer, encoding: 'json', idempotency: { header: 'Idempotency-Key', honoured: false }, lookUpPath: null, order: 'request', limits, replySchema: null, onDrift: 'quarantine' },
  recordSets: [
    {
      name: 'Users', path: '/Users?count=100', paging: { kind: 'offset', parameter: 'startIndex', first: 1, totalPointer: '/totalResults' }, itemsPointer: '/Resources', idPointer: '/id', version: { kind: 'time', pointer: '/meta/lastModified' },
      titlePointer: '/userName', naturalKeyPointer: '/externalId', fields: [{ name: 'Active', pointer: '/active', type: 'truth' }, { name: 'Name', pointer: '/displayName', type: 'text' }], everyMinutes: 60,
    },
  ],
  calls: [
    { name: 'Create a user', method: 'POST', path: '/Users', body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: '{{title}}', externalId: '{{number}}', active: true } },
    { name: 'Deactivate a user', method: 'PATCH', path: '/Users/{{request.userId}}', body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [{ op: 'replace', path: 'active', value: false }] } },
  ],
};

/** The shape that most ticket systems have: JSON, a number per change, and RFC 8288 links between pages. */
const tickets: ConnectionPreset = {
  id: 'tickets',
  name: 'Tickets, over plain REST',
  about: 'Tickets of a help desk: opened and closed. Pages are linked by the Link header.',
  secret: 'The key of the help desk',
  settings: { baseUrl: 'https://desk.example.com/api', auth: { kind: 'api_key', header: 'X-Api-Key' }, encoding: 'json', idempotency: { header: 'Idempotency-Key', honoured: true }, lookUpPath: null, order: 'request', limits, replySchema: null, onDrift: 'quarantine' },
  recordSets: [
    {
      name: 'Tickets', path: '/tickets?per_page=100', paging: { kind: 'link_header' }, itemsPointer: '', idPointer: '/id', version: { kind: 'time', pointer: '/updated_at' },
      titlePointer: '/title', naturalKeyPointer: null, fields: [{ name: 'State', pointer: '/state', type: 'text' }, { name: 'Opened', pointer: '/created_at', type: 'time' }], everyMinutes: 15,
    },
  ],
  calls: [
    { name: 'Open a ticket', method: 'POST', path: '/tickets', body: { title: '{{title}}', body: 'Request {{number}} of {{requester.name}}' } },
    { name: 'Close a ticket', method: 'PATCH', path: '/tickets/{{request.ticket}}', body: { state: 'closed' } },
  ],
};

export const connectionPresets: readonly ConnectionPreset[] = [billing, provisioning, tickets];
