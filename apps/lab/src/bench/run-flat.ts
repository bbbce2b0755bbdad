import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { startOwnStack } from '../platform/own-stack.js';
import { countBuffers, countingSettings, prepareCounting, type StatementBuffers } from './count-buffers.js';
import { setUpFlatCompany, type FlatCompany } from './flat-company.js';
import { Grower, type Example } from './grow-tenant.js';

/** How much there is at first, and how much at the end. */
export interface FlatPlan {
  readonly requests: readonly [number, number];
  readonly tenants: readonly [number, number];
}

export interface FlatOptions {
  say(line: string): void;
  /** Breaks something, for one reading more at the end. */
  readonly plant?: (client: pg.Client) => Promise<unknown>;
}

/** What a probe reads, summed over its statements. */
export interface Reading {
  readonly probe: string;
  readonly buffers: number;
  readonly statements: readonly StatementBuffers[];
}

export interface Stage {
  readonly name: string;
  readonly readings: readonly Reading[];
}

/** In every further tenant. */
export const requestsPerTenant = 20;
/** Members are added at last, one for so many requests. */
const requestsPerMember = 10;
const warmUps = 2;
const calls = 3;
/** A tree of a million keys is a level or two deeper than one of ten thousand, and each step to a row goes down one. */
export const factorMax = 2;
const slackBuffers = 30;

/** Grows a company step by step and reads at each what the same things cost. */
export async function runFlat(repository: string, { requests, tenants }: FlatPlan, { say, plant }: FlatOptions): Promise<Stage[]> {
  const receiver = '127.0.0.1:9';
  // One connection, so that every call finds the same plans kept; no worker, so that nobody else asks.
  const environment = { ...process.env, DATABASE_CONNECTIONS_MAX: '1' };
  const stack = await startOwnStack({ repository, allowedWebhookHosts: [receiver], environment, say: () => undefined, apps: ['api'], databaseSettings: countingSettings });
  const client = new pg.Client({ connectionString: stack.adminUrl });
  try {
    await client.connect();
    await prepareCounting(client);
    const company = await setUpFlatCompany({ baseUrl: stack.baseUrl, password: randomBytes(12).toString('base64url'), endpoint: { url: `http://${receiver}/orders`, secret: `whsec_${randomBytes(32).toString('base64')}` } });
    const grower = await Grower.open(client);
    const example = await findExample(client, company.endedRequestId);
    const stages: Stage[] = [];
    const read = async (name: string): Promise<void> => {
      say(name);
      stages.push({ name, readings: await readAll(client, company) });
    };
    const [small = ''] = await grower.addTenants(example.tenantId, 1);
    await grower.addRequests({ ...example, tenantId: small }, requestsPerTenant);
    await grower.addTenants(small, tenants[0] - 2);
    await grower.addRequests(example, requests[0]);
    await grower.analyze();
    await read(`${number(requests[0])} requests, ${number(tenants[0])} tenants`);
    await grower.addTenants(small, tenants[1] - tenants[0]);
    await read(`${number(requests[0])} requests, ${number(tenants[1])} tenants`);
    await grower.addRequests(example, requests[1] - requests[0]);
    await read(`${number(requests[1])} requests, ${number(tenants[1])} tenants, statistics as before`);
    await grower.analyze();
    await read(`${number(requests[1])} requests, ${number(tenants[1])} tenants`);
    await grower.addMembers(example, requests[1] / requestsPerMember);
    await grower.analyze();
    await read(`the same, with ${number(requests[1] / requestsPerMember)} members more`);
    await plant?.(client);
    if (plant) await read('with a planted fault');
    return stages;
  } finally {
    await client.end();
    await stack.stop();
  }
}

async function findExample(client: pg.Client, requestId: string): Promise<Example> {
  const { rows: [example] } = await client.query<Omit<Example, 'requestId'>>('select tenant_id as "tenantId", id as "runId" from app.runs where request_id = $1', [requestId]);
  if (!example) throw new Error('there is no request to copy');
  return { ...example, requestId };
}

const number = (value: number) => value.toLocaleString('en-US');

async function readAll(client: pg.Client, { probes }: FlatCompany): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const { name, act } of probes) {
    for (let round = 0; round < warmUps; round += 1) await act();
    const statements = await countBuffers(client, async () => {
      for (let round = 0; round < calls; round += 1) await act();
    });
    readings.push({ probe: name, buffers: statements.reduce((sum, each) => sum + each.buffers * each.calls, 0) / calls, statements });
  }
  return readings;
}

/** What reads more than it may at any later stage, in words; nothing, where all is flat. */
export function flatFaults([first, ...later]: readonly Stage[]): string[] {
  if (!first || later.length === 0) return ['there is nothing to compare'];
  return later.flatMap(({ name, readings }) =>
    readings.flatMap(({ probe, buffers, statements }) => {
      const before = first.readings.find((each) => each.probe === probe)?.buffers ?? 0;
      if (before > 0 && buffers <= factorMax * before + slackBuffers) return [];
      const [worst] = statements;
      return [`${probe}: ${buffers.toFixed(0)} buffers at “${name}” after ${before.toFixed(0)} at “${first.name}”; most by: ${(worst?.text ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 160)} (${(worst?.buffers ?? 0).toFixed(0)})`];
    }),
  );
}
