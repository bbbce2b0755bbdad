import type { Answerer, OutsideAnswer, OutsideCall } from './outside-system.js';

type Thing = Readonly<Record<string, unknown>> & { readonly id: string };

/** Systems that answer as their published descriptions say, with what they keep. */
export interface SourceSystem {
  readonly things: Thing[];
  readonly answer: Answerer;
}

const below = (call: OutsideCall, place: string) => call.path.split('?')[0]?.replace(/^\/v2/, '') === place;
const json = (call: OutsideCall) => JSON.parse(call.body) as Record<string, unknown>;

/** https://docs.stripe.com/api/customers, /errors, /idempotent_requests and /pagination, as far as it is used here. */
export function billingSystem(count: number): SourceSystem {
  const things: Thing[] = Array.from({ length: count }, (_, index) => ({ id: `cus_${index}`, object: 'customer', created: 1_700_000_000 + index, name: `Customer ${index}`, email: `c${index}@example.com`, currency: 'eur', delinquent: false }));
  const byKey = new Map<string, Thing>();
  const wrong = (status: number, type: string, message: string): OutsideAnswer => ({ status, body: { error: { type, message } } });
  const answer = (call: OutsideCall): OutsideAnswer => {
    if (call.headers.authorization !== 'Bearer sk_test_0123') return wrong(401, 'invalid_request_error', 'Invalid API Key provided.');
    if (!below(call, '/v1/customers')) return wrong(404, 'invalid_request_error', `Unrecognized request URL (${call.method}: ${call.path}).`);
    if (call.method === 'GET') {
      const size = Math.min(Number(call.query.get('limit') ?? '10'), 100);
      const from = call.query.has('starting_after') ? things.findIndex(({ id }) => id === call.query.get('starting_after')) + 1 : 0;
      return { body: { object: 'list', url: '/v1/customers', data: things.slice(from, from + size), has_more: from + size < things.length } };
    }
    if (call.headers['content-type'] !== 'application/x-www-form-urlencoded') return wrong(400, 'invalid_request_error', 'Bodies are form-encoded.');
    const key = String(call.headers['idempotency-key']);
    const said = new URLSearchParams(call.body);
    const made = byKey.get(key) ?? { id: `cus_${things.length}`, object: 'customer', created: 1_800_000_000, name: said.get('name'), metadata: { request: said.get('metadata[request]') } };
    if (!byKey.has(key)) things.push(made);
    byKey.set(key, made);
    return { body: made };
  };
  return { things, answer };
}

/** RFC 7644: listing (3.4.2), creating (3.3) and patching (3.5.2) users, with errors as in 3.12. */
export function provisioningSystem(count: number): SourceSystem {
  const userOf = (id: string, userName: string, externalId: string): Thing => ({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], id, userName, externalId, displayName: userName, active: true, meta: { resourceType: 'User', lastModified: '2026-11-01T00:00:00Z', version: 'W/"1"' } });
  const things = Array.from({ length: count }, (_, index) => userOf(`u${index}`, `user${index}@example.com`, `e${index}`));
  const wrong = (status: number, detail: string): OutsideAnswer => ({ status, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail } });
  const answer = (call: OutsideCall): OutsideAnswer => {
    if (call.headers.authorization !== 'Bearer sk_test_0123') return wrong(401, 'Authorization failure.');
    if (call.method === 'GET' && below(call, '/Users')) {
      const [start, size] = [Math.max(1, Number(call.query.get('startIndex') ?? '1')), Math.min(Number(call.query.get('count') ?? '20'), 2)];
      const Resources = things.slice(start - 1, start - 1 + size);
      return { body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: things.length, startIndex: start, itemsPerPage: Resources.length, Resources } };
    }
    if (call.method === 'POST' && below(call, '/Users')) {
      const { userName, externalId } = json(call);
      if (things.some((user) => user.userName === userName)) return wrong(409, 'userName is taken.');
      const made = userOf(`u${things.length}`, String(userName), String(externalId));
      things.push(made);
      return { status: 201, body: made };
    }
    const index = things.findIndex(({ id }) => below(call, `/Users/${id}`));
    const user = things[index];
    if (call.method !== 'PATCH' || user === undefined) return wrong(404, 'Resource not found.');
    things[index] = { ...user, active: false };
    return { body: things[index] };
  };
  return { things, answer };
}

/** Tickets as most help desks list them: two a page, with a Link header. */
export function ticketSystem(count: number): SourceSystem {
  const things: Thing[] = Array.from({ length: count }, (_, index) => ({ id: String(index), title: `Ticket ${index}`, state: 'open', created_at: '2026-11-01T00:00:00Z', updated_at: '2026-11-02T00:00:00.5Z' }));
  const answer = (call: OutsideCall): OutsideAnswer => {
    if (call.headers['x-api-key'] !== 'Bearer sk_test_0123') return { status: 401, body: { message: 'Who are you?' } };
    if (call.method === 'GET' && below(call, '/tickets')) {
      const page = Number(call.query.get('page') ?? '1');
      const more = page * 2 < things.length;
      return { headers: more ? { link: `</v2/tickets?per_page=100&page=${page + 1}>; rel="next", </v2/tickets?page=1>; rel="first"` } : {}, body: things.slice(page * 2 - 2, page * 2) };
    }
    if (call.method !== 'POST' || !below(call, '/tickets')) return { status: 404, body: { message: 'There is nothing here.' } };
    const made: Thing = { ...json(call), id: String(things.length), state: 'open' };
    things.push(made);
    return { status: 201, body: made };
  };
  return { things, answer };
}
