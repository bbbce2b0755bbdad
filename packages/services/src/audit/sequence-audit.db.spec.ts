import { addBareTenant, logFaults, openAuditWriter, openSequencer, openTestDatabase, readNote, type TestDatabase, type TestSequencer } from '@countersign/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 120_000;
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const opened: TestSequencer[] = [];
async function sequencer(options?: Parameters<typeof openSequencer>[1]): Promise<TestSequencer> {
  const made = await openSequencer(database, options);
  opened.push(made);
  return made;
}
afterEach(async () => {
  for (const each of opened.splice(0)) {
    await each.release().catch(() => undefined);
    await each.close();
  }
});

async function writeNow(tenantId: string, count = 1): Promise<string[]> {
  const writer = await openAuditWriter(database, tenantId);
  await writer.begin();
  const ids = [];
  for (let n = 0; n < count; n += 1) ids.push(await writer.write());
  await writer.end('commit');
  await writer.close();
  return ids;
}

const leavesOf = async (tenantId: string) => (await database.look<{ entry_id: string }>('select entry_id from app.audit_leaves where tenant_id = $1 order by seq', [tenantId])).map(({ entry_id: id }) => id);
const checkpointsOf = async (tenantId: string) => (await database.look<{ note: string }>('select note from app.audit_checkpoints where tenant_id = $1 order by number', [tenantId])).map(({ note }) => readNote(note));

describe('many writers at once', () => {
  it('has every committed entry exactly once and dense, whoever is slow or gives up, with two sequencers that are cut off at any moment (row:E2)', async () => {
    const tenants = await Promise.all([addBareTenant(database), addBareTenant(database), addBareTenant(database)]);
    const until = performance.now() + 8000;
    const committed = new Map<string, string[]>(tenants.map((id) => [id, []]));
    const keepWriting = async (nth: number) => {
      const tenantId = tenants[nth % tenants.length] ?? '';
      const writer = await openAuditWriter(database, tenantId);
      while (performance.now() < until) {
        await writer.begin();
        const ids = [await writer.write()];
        await pause(Math.random() < 0.05 ? 400 + Math.random() * 800 : Math.random() * 20);
        while (Math.random() < 0.5) ids.push(await writer.write());
        const how = Math.random() < 0.15 ? 'rollback' : 'commit';
        await writer.end(how);
        if (how === 'commit') committed.get(tenantId)?.push(...ids);
      }
      await writer.close();
    };
    const rounds = { held: 0, cut: 0 };
    const keepSequencing = async (name: string) => {
      const mine = await sequencer({ name, leaseMs: 250 });
      while (performance.now() < until) {
        try {
          if ((await mine.run()).held) rounds.held += 1;
        } catch {
          rounds.cut += 1;
        }
        rounds.cut += mine.problems.splice(0).length;
        await pause(Math.random() * 60);
      }
    };
    const keepCutting = async () => {
      while (performance.now() < until) {
        await pause(60 + Math.random() * 250);
        await database.look("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'countersign-cut-%' and random() < 0.5");
      }
    };
    await Promise.all([...Array.from({ length: 9 }, (_, nth) => keepWriting(nth)), keepSequencing('countersign-cut-one'), keepSequencing('countersign-cut-two'), keepCutting()]);
    await (await sequencer()).catchUp();
    expect([rounds.held > 3, rounds.cut > 1]).toEqual([true, true]);
    for (const tenantId of tenants) {
      const wanted = committed.get(tenantId) ?? [];
      expect(wanted.length).toBeGreaterThan(20);
      expect([...(await leavesOf(tenantId))].sort()).toEqual([...wanted].sort());
      expect(await logFaults(database, tenantId)).toEqual([]);
    }
  }, PATIENCE_MS);

  it('is found out where an entry is left out, or another place is given to it (planted)', async () => {
    const tampered = await openTestDatabase();
    const [tenantId, mine] = [await addBareTenant(tampered), await openSequencer(tampered)];
    const writer = await openAuditWriter(tampered, tenantId);
    await writer.begin();
    for (let n = 0; n < 3; n += 1) await writer.write();
    await writer.end('commit');
    await writer.close();
    await mine.catchUp();
    await mine.close();
    expect(await logFaults(tampered, tenantId)).toEqual([]);
    await tampered.look('update app.audit_leaves set seq = seq + 10 where tenant_id = $1 and seq = 2', [tenantId]);
    expect(await logFaults(tampered, tenantId)).toEqual(['the leaves are not dense']);
    await tampered.look('update app.audit_leaves set seq = case seq when 0 then 20 else 2 end where tenant_id = $1 and seq <> 1', [tenantId]);
    await tampered.look('update app.audit_leaves set seq = 0 where tenant_id = $1 and seq = 20', [tenantId]);
    expect(await logFaults(tampered, tenantId)).toEqual([]);
    await tampered.look('delete from app.audit_leaves where tenant_id = $1 and seq = 2', [tenantId]);
    expect(await logFaults(tampered, tenantId)).toEqual(['1 entries have no leaf', 'checkpoint 1 has another root']);
    await tampered.drop();
  }, PATIENCE_MS);
});

describe('a slow transaction', () => {
  it('overtakes nobody and is overtaken by nobody for ever: what came after it waits, and the lag is told (row:E2)', async () => {
    const [tenantId, mine] = [await addBareTenant(database), await sequencer()];
    const slow = await openAuditWriter(database, tenantId);
    await slow.begin();
    const first = await slow.write('slow');
    const [second] = await writeNow(tenantId);
    await pause(300);
    const waiting = await mine.run();
    expect(await leavesOf(tenantId)).toEqual([]);
    expect(waiting).toMatchObject({ held: true });
    expect(waiting.lagMs).toBeGreaterThanOrEqual(250);
    await slow.end('commit');
    await slow.close();
    await mine.catchUp();
    expect(await leavesOf(tenantId)).toEqual([first, second]);
    expect(await logFaults(database, tenantId)).toEqual([]);
  }, PATIENCE_MS);

  it('of one that gave up nothing remains (row:E2)', async () => {
    const [tenantId, mine] = [await addBareTenant(database), await sequencer()];
    const writer = await openAuditWriter(database, tenantId);
    await writer.begin();
    await writer.write();
    await writer.end('rollback');
    await writer.close();
    const [kept] = await writeNow(tenantId);
    await mine.catchUp();
    expect(await leavesOf(tenantId)).toEqual([kept]);
  }, PATIENCE_MS);
});

describe('one sequencer at a time', () => {
  it('only one holds the place, the next takes over when its lease ends or it lets go, and not before (row:E2)', async () => {
    const [a, b] = [await sequencer({ leaseMs: 700 }), await sequencer({ leaseMs: 700 })];
    expect([(await a.run()).held, (await b.run()).held, (await a.run()).held]).toEqual([true, false, true]);
    await pause(800);
    expect([(await b.run()).held, (await a.run()).held]).toEqual([true, false]);
    await b.release();
    expect([(await a.run()).held, (await b.run()).held]).toEqual([true, false]);
  });

  it('one that was replaced while it was held up writes nothing any more, neither leaf nor checkpoint (row:E2)', async () => {
    const tenantId = await addBareTenant(database);
    const [id] = await writeNow(tenantId);
    const [a, b] = [await sequencer({ leaseMs: 100 }), await sequencer()];
    // Held up between what it read and what it writes: by a row that it needs.
    await a.catchUp();
    const before = await checkpointsOf(tenantId);
    const [later] = await writeNow(tenantId);
    await database.meanwhile(async (ask) => {
      await ask('select 1 from app.audit_logs where tenant_id = $1 for update', [tenantId]);
      const late = a.run();
      await pause(400);
      const taking = b.run();
      await pause(200);
      await ask('commit');
      expect((await taking).held).toBe(true);
      await late;
    });
    await b.catchUp();
    expect(await leavesOf(tenantId)).toEqual([id, later]);
    expect((await checkpointsOf(tenantId)).length).toBeGreaterThanOrEqual(before.length);
    expect(await logFaults(database, tenantId)).toEqual([]);
    const [state] = await database.look<{ term: string; holds: string }>('select l.term::text as term, s.term::text as holds from app.audit_logs l, entry.audit_sequencer s where l.tenant_id = $1', [tenantId]);
    expect(state?.term).toBe(state?.holds);
  }, PATIENCE_MS);
});

describe('checkpoints', () => {
  it('come at most once a second, each over everything that was below its horizon, and one follows what was added in between (row:E2)', async () => {
    const [tenantId, mine] = [await addBareTenant(database), await sequencer()];
    const until = performance.now() + 2600;
    let written = 0;
    while (performance.now() < until) {
      written += (await writeNow(tenantId)).length;
      await mine.run();
      await pause(40);
    }
    await mine.catchUp();
    for (const giveUpAt = performance.now() + 10_000; (await checkpointsOf(tenantId)).at(-1)?.size !== written && performance.now() < giveUpAt; ) {
      await mine.run();
      await pause(100);
    }
    const found = await checkpointsOf(tenantId);
    expect(found.at(-1)?.size).toBe(written);
    const times = found.map(({ time }) => Date.parse(time));
    for (const [index, time] of times.entries()) if (index > 0) expect(time - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(1000);
    expect(await logFaults(database, tenantId)).toEqual([]);
    for (const { size, horizon } of found) {
      const [below] = await database.look<{ count: number }>('select count(*)::int as count from app.audit_entries where tenant_id = $1 and xid < $2::text::xid8', [tenantId, String(horizon)]);
      expect(below?.count).toBe(size);
    }
  }, PATIENCE_MS);

  it('come once a day where nothing is added, with the same root (row:E2)', async () => {
    const [tenantId, mine] = [await addBareTenant(database), await sequencer()];
    await writeNow(tenantId);
    await mine.catchUp();
    await mine.run();
    expect(await checkpointsOf(tenantId)).toHaveLength(1);
    await database.look("update app.audit_logs set checkpoint_at = checkpoint_at - interval '25 hours' where tenant_id = $1", [tenantId]);
    await mine.run();
    const [first, second, ...more] = await checkpointsOf(tenantId);
    expect([first?.size, first?.root, more]).toEqual([second?.size, second?.root, []]);
    expect(await logFaults(database, tenantId)).toEqual([]);
  }, PATIENCE_MS);

  it('are not made where the private key is not known, and entries are taken all the same (row:E2)', async () => {
    const tenantId = await addBareTenant(database);
    await writeNow(tenantId);
    await (await sequencer()).catchUp();
    const [known] = opened.splice(0);
    await known?.release();
    await known?.close();
    const [id] = await writeNow(tenantId);
    await pause(1100);
    const stranger = await sequencer({ keys: { auditKey: 'A'.repeat(43) } });
    await stranger.catchUp();
    expect((await leavesOf(tenantId)).at(-1)).toBe(id);
    expect(await checkpointsOf(tenantId)).toHaveLength(1);
    expect(String(stranger.problems[0])).toContain('is not in the file of secrets');
  }, PATIENCE_MS);
});
