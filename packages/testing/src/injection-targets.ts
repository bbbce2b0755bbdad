import { allOperations } from '@countersign/contracts/operations';
import { addressOf } from '@countersign/client';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { newCompany } from './company.js';
import type { RawInput } from './raw-call.js';
import { openTestApi, type TestApi } from './test-api.js';

/** One address that is tried with SQL in every place where it takes something. */
export interface InjectionTarget {
  readonly says: string;
  readonly method: string;
  /** With `*` behind what is tried in the path. */
  readonly url: string;
  readonly body: string | null;
  readonly planted: boolean;
}

export interface InjectionTargets {
  readonly targets: readonly InjectionTarget[];
  /** Calls that the API answered so far, and what it answered 500 to. */
  seen(): { readonly calls: number; readonly broken: readonly string[] };
  close(): Promise<void>;
}

/** Operations, with input that is taken as it stands. */
const inputs = (ids: { requestId: string; requestTypeId: string; workflowId: string; endpointId: string; roleId: string }): Readonly<Record<string, RawInput>> => ({
  getRequest: { params: { requestId: ids.requestId } },
  listRequests: { query: { status: 'open', limit: '5' } },
  listAuditEntries: { query: { subjectId: ids.requestId, action: 'request.submitted', limit: '5' } },
  listWebhookDeliveries: { query: { requestId: ids.requestId } },
  listMembers: { query: { limit: '5', cursor: 'eA' } },
  showRequest: { query: { requestId: ids.requestId } },
  showRequests: { query: { q: 'Chairs', withinDays: '30' } },
  showPeople: { query: { search: 'Employee' } },
  addNote: { params: { requestId: ids.requestId }, body: { text: 'A note' } },
  renameProfile: { body: { name: 'Ada Park' } },
  showSubmit: { query: { requestTypeId: ids.requestTypeId } },
  submitRequest: { body: { requestTypeId: ids.requestTypeId, content: { title: 'Chairs', amount: { amount: '10.00', currency: 'EUR' }, note: 'A note' } } },
  createRole: { body: { name: 'Buyers', permissions: ['request.read'] } },
  inviteMember: { body: { email: 'guest@example.com', roleIds: [ids.roleId], unit: 'Stage' } },
  createWebhookEndpoint: { body: { name: 'Other', url: 'https://hooks.example.com/other' } },
});

/**
 * The API behind a door that signs every call in and gives it a key of its own, so that a tool that knows neither reaches the statements;
 * and beside it an address that does build a value into its statement, which the tool must find.
 */
export async function openInjectionTargets(): Promise<InjectionTargets> {
  const api = await openTestApi();
  const company = await newCompany(api, 'Acme');
  const { id: requestId } = await company.submit();
  const state = { calls: 0, broken: [] as string[] };
  const server = createServer((request, response) => void pass(api, company.admin.headers().cookie ?? '', { request, response }, state));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { requestTypeId, workflowId, endpointId, roleIds } = company;
  const targets = Object.entries(inputs({ requestId, requestTypeId, workflowId, endpointId, roleId: roleIds.get('requester') ?? '' })).map(([name, input]): InjectionTarget => {
    const operation = allOperations.get(name);
    if (!operation) throw new Error(`there is no operation ${name}`);
    const url = base + addressOf(operation, input);
    return { says: name, method: operation.method, url: input.params ? `${url}*` : url, body: input.body === undefined ? null : JSON.stringify(input.body), planted: false };
  });
  return {
    targets: [...targets, { says: 'planted: a value built into its statement', method: 'GET', url: `${base}/planted?name=admin`, body: null, planted: true }],
    seen: () => state,
    close: () => close(server, api),
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function pass(api: TestApi, cookie: string, { request, response }: Exchange, state: { calls: number; broken: string[] }): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = request.url ?? '/';
  try {
    if (url.startsWith('/planted')) return await answerPlanted(api, url, response);
    const hasBody = request.method !== 'GET' && chunks.length > 0;
    const answer = await fetch(api.baseUrl + url, { method: request.method ?? 'GET', redirect: 'manual', headers: { cookie, 'idempotency-key': randomUUID(), ...(hasBody && { 'content-type': 'application/json' }) }, ...(hasBody && { body: Buffer.concat(chunks) }) });
    const text = await answer.text();
    state.calls += 1;
    if (answer.status >= 500) state.broken.push(`${request.method} ${url} ${Buffer.concat(chunks).toString('utf8').slice(0, 300)}: ${text}`);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' }).end(text);
  } catch (error) {
    response.writeHead(400, { 'content-type': 'text/plain' }).end(error instanceof Error ? error.name : 'no');
  }
}

/** What no statement of ours does. */
async function answerPlanted({ database }: TestApi, url: string, response: ServerResponse): Promise<void> {
  const name = new URL(url, 'http://planted').searchParams.get('name') ?? '';
  const rows = await database.look<{ name: string }>(['select name from app.roles where name = ', name, ''].join("'")).catch(() => []);
  response.writeHead(200, { 'content-type': 'text/plain' }).end(`${rows.length} found: ${rows.map((row) => row.name).join(', ')}`);
}

async function close(server: Server, api: TestApi): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await api.close();
}
