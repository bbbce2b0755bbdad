import { setUpFaultCompany } from '../faults/set-up-company.js';
import { DecisionFloor, type FloorRows } from './decision-floor.js';
import { HttpLine } from './http-line.js';
import { measure, type Stretch } from './measure.js';
import { keepPace, type Pace } from './pace.js';
import { prepareDecisions, type PreparedDecision } from './prepared-decisions.js';
import { processorTimeOf } from '../platform/processor-time.js';

export interface BenchOrders {
  readonly baseUrl: string;
  readonly adminUrl: string;
  /** Whose processor time to tell, besides our own. */
  readonly pids: { readonly api?: number; readonly postgres?: number };
  /** How many runs, each over all widths; and how much is done per width in each. */
  readonly runs: number;
  readonly plan: readonly WidthPlan[];
  readonly warmUp: number;
  /** Afterwards, at a steady rate. */
  readonly steady: Pace;
  readonly seed: string;
  readonly password: string;
  /** Where effects would go; nothing listens, for no worker runs. */
  readonly endpoint: { readonly url: string; readonly secret: string };
}

export interface WidthPlan {
  readonly clients: number;
  readonly floorCount: number;
  readonly httpCount: number;
}

export type Subject = 'floor' | 'floor without effect and job' | 'http';

/** Processor time of one decision in a stretch, by who took it; null where the system does not say. */
export interface ProcessorMs {
  readonly api: number | null;
  readonly postgres: number | null;
  readonly load: number;
}

export interface BenchResult {
  readonly stretches: readonly ({ readonly subject: Subject; readonly clients: number; readonly processorMs: ProcessorMs } & Stretch)[];
  /** From when each was due, at the steady rate. */
  readonly steadyLatenciesMs: readonly number[];
  /** The Server-Timing header of one decision, where the API says what it cost. */
  readonly serverTiming: string | null;
}

/** Measures the floor and the product in turn, so that what disturbs the machine disturbs both. */
export async function runBench(orders: BenchOrders): Promise<BenchResult> {
  const { adminUrl, pids, runs, plan, warmUp, steady } = orders;
  const total = (count: (each: WidthPlan) => number) => warmUp + runs * plan.reduce((sum, each) => sum + count(each), 0);
  const widest = Math.max(...plan.map(({ clients }) => clients));
  const http = await HttpSide.prepare(orders, Math.max(widest, steady.lanes), total(({ httpCount }) => httpCount) + steady.count);
  await measure(widest, warmUp, (client) => http.decide(client));
  const floor = await DecisionFloor.prepare({ adminUrl, connections: widest, requestId: http.firstRequestId, count: 2 * total(({ floorCount }) => floorCount) });
  await measure(widest, warmUp, (client) => floor.decide(client, 'all'));
  const stretches: BenchResult['stretches'][number][] = [];
  for (let run = 1; run <= runs; run += 1) {
    for (const { clients, floorCount, httpCount } of plan) {
      const stretch = async (subject: Subject, count: number, act: (client: number) => Promise<void>) => {
        stretches.push({ subject, clients, ...(await withProcessorMs(pids, count, () => measure(clients, count, act))) });
      };
      const onFloor = (rows: FloorRows) => (client: number) => floor.decide(client, rows);
      await stretch('floor', floorCount, onFloor('all'));
      await stretch('http', httpCount, (client) => http.decide(client));
      await stretch('floor without effect and job', floorCount, onFloor('without effect and job'));
    }
  }
  const steadyLatenciesMs = await keepPace(steady, (lane) => http.decide(lane));
  await floor.close();
  http.close();
  return { stretches, steadyLatenciesMs, serverTiming: http.serverTiming };
}

async function withProcessorMs(pids: BenchOrders['pids'], count: number, work: () => Promise<Stretch>): Promise<Stretch & { readonly processorMs: ProcessorMs }> {
  const taken = () => ({ api: timeOf(pids.api), postgres: timeOf(pids.postgres), ownMicros: process.cpuUsage() });
  const before = taken();
  const done = await work();
  const after = taken();
  const each = (from: number | null, to: number | null) => (from === null || to === null ? null : (to - from) / count);
  const { user, system } = process.cpuUsage(before.ownMicros);
  return { ...done, processorMs: { api: each(before.api, after.api), postgres: each(before.postgres, after.postgres), load: (user + system) / 1000 / count } };
}

const timeOf = (pid: number | undefined) => (pid === undefined ? null : processorTimeOf(pid));

/** Connections of one signed-in approver, and decisions that wait to be sent. */
class HttpSide {
  private next = 0;
  private lastHead = '';

  private constructor(
    private readonly lines: readonly HttpLine[],
    private readonly cookie: string,
    private readonly decisions: readonly PreparedDecision[],
  ) {}

  static async prepare(orders: BenchOrders, connections: number, count: number): Promise<HttpSide> {
    const company = await setUpFaultCompany({ ...orders, budgetOwners: 1, finance: 0 });
    const approver = company.approvers[0]?.person;
    if (approver === undefined) throw new Error('the company has no approver');
    const decisions = await prepareDecisions(company, approver, count);
    if (decisions.length !== count) throw new Error(`${decisions.length} tasks wait, and should be ${count}.`);
    return new HttpSide(await Promise.all(Array.from({ length: connections }, () => HttpLine.open(orders.baseUrl))), approver.cookieHeader, decisions);
  }

  get firstRequestId(): string {
    return this.decisions[0]?.requestId ?? '';
  }

  async decide(client: number): Promise<void> {
    const decision = this.decisions[this.next++];
    const line = this.lines[client];
    if (decision === undefined || line === undefined) throw new Error('there are no more decisions prepared');
    const { status, head } = await line.send(line.postOf(decision.path, { cookie: this.cookie, 'idempotency-key': crypto.randomUUID() }, decision.body));
    if (status !== 201) throw new Error(`A decision was answered ${status}.`);
    this.lastHead = head;
  }

  get serverTiming(): string | null {
    return /\r\nserver-timing: ([^\r]+)/i.exec(this.lastHead)?.[1] ?? null;
  }

  close(): void {
    for (const line of this.lines) line.close();
  }
}
