import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openTwoCompanies, seeded, type TwoCompanies } from '@countersign/testing/isolation';
import { keptRows } from '@countersign/testing';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { Member } from '../members/member.entity.js';
import { openDataSource } from './data-source.js';
import { Tenancy } from './tenancy.js';
import type { Sql } from './sql.js';
import type { Tx } from './tx.js';

let world: TwoCompanies;
let source: DataSource;
let tenancy: Tenancy;
/** What every connection said it was in, each time that it was taken from the pool. */
let found: (string | null)[] = [];
let warnings: string[] = [];

beforeAll(async () => {
  world = await openTwoCompanies();
  source = await openDataSource({ url: world.api.database.urlFor('cs_app'), connectionsMax: 2, applicationName: 'tenancy-spec' });
  watchCheckouts(source);
  tenancy = new Tenancy(source);
}, 120_000);
afterEach(() => {
  found = [];
  warnings = [];
});
afterAll(async () => {
  await source.destroy();
  await world.api.close();
});

const a = () => ({ tenantId: world.a.tenantId });
const b = () => ({ tenantId: world.b.tenantId });
const entered = { name: 'spec.entered', text: "select current_setting('app.tenant_id', true) as now, $1::uuid as asked" };
const others = { name: 'spec.others', text: 'select count(*)::int as others, (select count(*)::int from app.members) as all from app.members where tenant_id <> $1' };
/** Statements that no repository has: the way in that only the platform knows. */
const sqlOf = (tx: Tx) => (tx as unknown as { readonly sql: Sql & { readonly client: PoolClient } }).sql;
async function run(tx: Tx, text: string): Promise<void> {
  // A repository may be asked at any time, so the transaction is open once there is one.
  sqlOf(tx).repository(Member);
  await sqlOf(tx).client.query(text);
}

describe('R13 a tenant is entered inside a transaction, or not at all', () => {
  it('leaves nothing behind where there is no transaction', async () => {
    const runner = source.createQueryRunner();
    try {
      await runner.query('select app.enter_tenant($1)', [world.a.tenantId]);
      expect(await runner.query("select current_setting('app.tenant_id', true) as now")).toEqual([{ now: '' }]);
      expect(await runner.query('select 1 from app.members')).toEqual([]);
    } finally {
      await runner.release();
    }
  });

  it('enters it in the same trip that opens the transaction, without a warning of the server', async () => {
    await tenancy.run(a(), async (tx) => expect(await sqlOf(tx).rows(entered)).toEqual([{ now: world.a.tenantId, asked: world.a.tenantId }]));
    await tenancy.read(b(), async (tx) => expect(await sqlOf(tx).rows(entered)).toEqual([{ now: world.b.tenantId, asked: world.b.tenantId }]));
    expect(warnings).toEqual([]);
  });

  it.each(['', 'garbage', "'; set app.tenant_id = 'x", '00000000-0000-0000-0000-00000000000G'])('opens no transaction for %j', async (tenantId) => {
    await expect(tenancy.run({ tenantId }, () => Promise.resolve())).rejects.toThrow('needs the id of its tenant');
    expect(found).toEqual([]);
  });
});

describe('R14 nothing of a tenant stays on a connection', () => {
  it('in 2,000 interleavings on two connections, with throws, time-outs, cancels and dead connections', async () => {
    const random = seeded(20261121);
    const ends: Record<string, number> = {};
    const one = async () => {
      const mine = random() < 0.5 ? a() : b();
      const way = ways[Math.floor(random() * ways.length)] ?? ways[0];
      const end = await tenancy[random() < 0.5 ? 'run' : 'read'](mine, async (tx) => {
        expect(await sqlOf(tx).rows(others)).toEqual([{ others: 0, all: 5 }]);
        await way?.act(tx);
      }).then(() => 'done', codeOf);
      ends[`${way?.name} ${end}`] = (ends[`${way?.name} ${end}`] ?? 0) + 1;
    };
    await inParallel(2000, 6, one);
    expect(found).toHaveLength(2000);
    expect(found.filter((tenant) => tenant !== null && tenant !== '')).toEqual([]);
    expect(warnings).toEqual([]);
    // Each way to end came about, and ended as it should.
    expect(Object.keys(ends).sort()).toEqual(['cancel 57014', 'dead 57P01', 'fault 22012', 'nothing done', 'throw thrown', 'timeout 57014']);
  }, 120_000);

  it('closes a connection that it could not clean, says what went wrong first, and lets the pool end', async () => {
    const own = await openDataSource({ url: world.api.database.urlFor('cs_app'), connectionsMax: 1, applicationName: 'tenancy-spec' });
    const ownTenancy = new Tenancy(own);
    const pid = () => ownTenancy.read(a(), async (tx) => (await sqlOf(tx).rows<{ pid: number }>({ name: 'spec.pid', text: 'select pg_backend_pid() as pid, $1::uuid' }))[0]?.pid);
    const before = await pid();
    const failing = ownTenancy.run(a(), async (tx) => {
      const { client } = sqlOf(tx);
      await run(tx, 'select 1');
      Object.assign(client, { query: () => Promise.reject(new Error('no rollback')) });
      return Promise.reject(new Error('the first fault'));
    });
    await expect(failing).rejects.toThrow('the first fault');
    expect(await pid()).not.toBe(before);
    await own.destroy();
    expect(own.isInitialized).toBe(false);
  });

  it('and the same watch catches a setting of the session (planted)', async () => {
    await tenancy.run(a(), (tx) => run(tx, `select set_config('app.tenant_id', '${world.a.tenantId}', false)`));
    await tenancy.run(a(), () => Promise.resolve());
    await tenancy.run(a(), () => Promise.resolve());
    expect(found).toContain(world.a.tenantId);
    await forgetSessions();
  });
});

describe('R15 no answer is kept from one tenant for another', () => {
  it("asks the database again although a query asks for TypeORM's cache", async () => {
    const names = async (actor: { tenantId: string }) => tenancy.read(actor, async (tx) => (await sqlOf(tx).repository(Member).find({ cache: 60_000 })).map((member) => member.tenantId));
    expect(new Set(await names(a()))).toEqual(new Set([world.a.tenantId]));
    expect(new Set(await names(b()))).toEqual(new Set([world.b.tenantId]));
    expect(source.options.cache).toBe(false);
  });

  it("and would be caught serving A's rows to B if the cache were on (planted)", async () => {
    const kept = new Map<string, unknown>();
    const cache = {
      getFromCache: (options: { query?: string }) => Promise.resolve(kept.get(options.query ?? '')),
      storeInCache: (options: { query?: string }) => Promise.resolve(void kept.set(options.query ?? '', options)),
      isExpired: () => false,
    };
    Object.assign(source, { queryResultCache: cache });
    try {
      const first = await tenancy.read(a(), (tx) => sqlOf(tx).repository(Member).find({ cache: 60_000 }));
      const second = await tenancy.read(b(), (tx) => sqlOf(tx).repository(Member).find({ cache: 60_000 }));
      expect(first.length).toBeGreaterThan(0);
      expect(new Set(second.map((member) => member.tenantId))).toEqual(new Set([world.a.tenantId]));
    } finally {
      Object.assign(source, { queryResultCache: undefined });
    }
  });
});

describe('R16 a transaction stays in its tenant', () => {
  it('refuses to enter another, also inside a savepoint, and goes on in its own', async () => {
    await tenancy.run(a(), async (tx) => {
      await run(tx, 'savepoint inner_one');
      await expect(run(tx, `select app.enter_tenant('${world.b.tenantId}')`)).rejects.toMatchObject({ code: '25001' });
      await run(tx, 'rollback to savepoint inner_one');
      expect(await sqlOf(tx).rows(others)).toEqual([{ others: 0, all: 5 }]);
      expect(await sqlOf(tx).rows(entered)).toEqual([{ now: world.a.tenantId, asked: world.a.tenantId }]);
      // Its own may be entered again.
      await run(tx, `select app.enter_tenant('${world.a.tenantId}')`);
    });
  });

  it('opens no second transaction inside one, in whatever tenant', async () => {
    for (const inner of [a(), b()]) {
      await expect(tenancy.run(a(), () => tenancy.read(inner, () => Promise.resolve('reached')))).rejects.toThrow('a transaction is open already');
    }
    await expect(tenancy.run(a(), () => Promise.resolve('after'))).resolves.toBe('after');
    await expect(Promise.all([tenancy.run(a(), () => Promise.resolve('side')), tenancy.run(b(), () => Promise.resolve('by side'))])).resolves.toEqual(['side', 'by side']);
  });
});

describe('a look (row:A8)', () => {
  it('what only looks cannot write, whatever it asks for: a link that is opened decides nothing', async () => {
    const before = await keptRows(world.api.database);
    const [request] = await world.api.database.look<{ id: string; member: string }>('select id, requester_id as member from app.requests where tenant_id = $1', [world.a.tenantId]);
    const looks = [
      (tx: Tx) => Promise.resolve(tx.notifications.watch(request?.id ?? '', request?.member ?? '', false, new Date())),
      (tx: Tx) => tx.requests.lock(request?.id ?? ''),
      (tx: Tx) => tx.requests.nextNumber(),
      (tx: Tx) => run(tx, 'delete from app.request_watchers'),
    ];
    for (const look of looks) expect(await tenancy.read(a(), async (tx) => void (await look(tx))).then(() => 'done', codeOf)).toBe('25006');
    expect(await keptRows(world.api.database)).toEqual(before);
  });
});

describe('R17 beside the transaction there is nothing to see', () => {
  it('yields no row from a repository that is not of the transaction, inside one or outside', async () => {
    expect(await source.getRepository(Member).find()).toEqual([]);
    await tenancy.run(a(), async (tx) => {
      expect(await sqlOf(tx).repository(Member).count()).toBe(5);
      expect(await source.getRepository(Member).find()).toEqual([]);
      const strays = { tenantId: world.a.tenantId, id: crypto.randomUUID(), userId: crypto.randomUUID(), name: 'x', email: 'x@example.com', unit: null, joinedAt: new Date() };
      await expect(source.getRepository(Member).insert(strays)).rejects.toMatchObject({ driverError: { code: '42501' } });
    });
  });
});

describe('what a change puts off until its end', () => {
  const entry = () => ({ audit: [{ id: crypto.randomUUID(), canonical: '{"action":"x","subject":{"id":"x"}}' }] });
  const savedRun = async (of: string) => {
    const [run] = await world.api.database.look<{ runId: string; requestId: string; factCount: number }>('select id as "runId", request_id as "requestId", fact_count as "factCount" from app.runs where tenant_id = $1 order by id limit 1', [of]);
    if (!run) throw new Error('there is no run');
    const at = new Date().toISOString();
    return { ...run, factCount: run.factCount + 1, at, state: { status: 'withdrawn', revision: 1 } as never, facts: [{ seq: run.factCount + 1, fact: { kind: 'x', at } as never }], closedTasks: [], openedTasks: [], askedTasks: [], timers: [], records: [], effects: [] };
  };
  /** Saves a run and concludes, in tenant A; whether an error was told, and by what code. */
  const save = (change: Awaited<ReturnType<typeof savedRun>>) =>
    tenancy.run(a(), async (tx) => {
      await sqlOf(tx).rows(entered);
      tx.requests.save(change);
      tx.conclude(entry());
    }).then(() => 'saved', codeOf);

  it("reaches no run of another tenant, and its own audit does not stay without it", async () => {
    const before = await keptRows(world.api.database);
    expect(await save(await savedRun(world.b.tenantId))).toMatch(/^(40001|23503)$/);
    expect(await keptRows(world.api.database)).toEqual(before);
  });

  it('commits all or nothing, though the commit is sent with it: a run that has moved on by one fact is refused whole', async () => {
    const before = await keptRows(world.api.database);
    const change = await savedRun(world.a.tenantId);
    const ahead = change.factCount + 1;
    expect(await save({ ...change, factCount: ahead, facts: change.facts.map(({ fact }) => ({ seq: ahead, fact })) })).toBe('40001');
    expect(await keptRows(world.api.database)).toEqual(before);
    expect(await save(change)).toBe('saved');
    expect(await keptRows(world.api.database)).not.toEqual(before);
  });

  it('goes with the commit in one trip, as opening goes with the first statement', async () => {
    const costs: unknown[] = [];
    await new Tenancy(source, (cost) => costs.push({ ...cost })).run(a(), async (tx) => {
      await Promise.all([sqlOf(tx).rows(entered), sqlOf(tx).rows(others)]);
      tx.conclude(entry());
      tx.conclude(entry());
    });
    expect(costs).toEqual([{ statements: 6, roundTrips: 2 }]);
  });

  it('and a statement that fails takes what stands behind it along, and is as good as new on the same connection', async () => {
    const broken = { name: 'spec.broken', text: 'select 1 / (case when $1::uuid is null then 1 else 0 end)' };
    for (let round = 0; round < 3; round += 1) {
      const answers = await tenancy.run(a(), async (tx) => {
        const told = await Promise.allSettled([sqlOf(tx).rows(entered), sqlOf(tx).rows(broken), sqlOf(tx).rows(others)]);
        throw new Error(told.map((each) => (each.status === 'fulfilled' ? 'done' : codeOf(each.reason))).join());
      }).catch((error: Error) => error.message);
      expect(answers).toBe('22012,22012,22012');
      expect(await tenancy.read(a(), (tx) => sqlOf(tx).rows(others))).toEqual([{ others: 0, all: 5 }]);
    }
  });

  it('and nothing is sent for a transaction that is over', async () => {
    let late: Tx | undefined;
    await tenancy.run(a(), async (tx) => {
      late = tx;
      await sqlOf(tx).rows(entered);
    });
    await expect(late?.audit.list({ subjectId: null, action: null, verdict: null, actorId: null, channel: null, since: null }, { limit: 1, after: null })).rejects.toThrow('the transaction is over');
  });
});

interface Way {
  readonly name: string;
  act(tx: Tx): Promise<unknown>;
}

const ways: readonly Way[] = [
  { name: 'nothing', act: () => Promise.resolve() },
  { name: 'nothing', act: () => new Promise((resolve) => setTimeout(resolve, 2)) },
  { name: 'throw', act: () => Promise.reject(new Error('thrown')) },
  { name: 'fault', act: (tx) => run(tx, 'select 1 / 0') },
  { name: 'timeout', act: (tx) => run(tx, "select set_config('statement_timeout', '2', true)").then(() => run(tx, 'select pg_sleep(5)')) },
  { name: 'cancel', act: (tx) => run(tx, 'select pg_cancel_backend(pg_backend_pid()), pg_sleep(5)') },
  { name: 'dead', act: (tx) => run(tx, 'select pg_terminate_backend(pg_backend_pid()), pg_sleep(5)') },
];

const codeOf = (error: unknown) => (error as { code?: string }).code ?? (error as Error).message;

async function inParallel(times: number, atOnce: number, work: () => Promise<void>): Promise<void> {
  let left = times;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

/** Asks every connection, each time it is taken and before anybody uses it, which tenant it is in. */
function watchCheckouts(watched: DataSource): void {
  const create = watched.createQueryRunner.bind(watched);
  const heard = new WeakSet<object>();
  watched.createQueryRunner = (...options) => {
    const runner = create(...options);
    const connect = runner.connect.bind(runner);
    let asked = false;
    runner.connect = async () => {
      const client = (await connect()) as PoolClient;
      if (!heard.has(client)) client.on('notice', (notice) => warnings.push(notice.message ?? ''));
      heard.add(client);
      if (!asked) found.push((await client.query<{ now: string | null }>("select current_setting('app.tenant_id', true) as now")).rows[0]?.now ?? null);
      asked = true;
      return client;
    };
    return runner;
  };
}

async function forgetSessions(): Promise<void> {
  await world.api.database.look("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tenancy-spec'");
  await new Promise((resolve) => setTimeout(resolve, 200));
}
