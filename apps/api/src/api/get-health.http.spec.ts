import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getHealth } from '@countersign/contracts/api';
import { listMembers } from '@countersign/contracts/members';
import { expectWithinBudget, newCompany, openTestApi, sendRaw, type TestApi } from '@countersign/testing';

let api: TestApi;
beforeAll(async () => {
  api = await openTestApi();
});
afterAll(() => api.close());

describe('200', () => {
  it('says that this process can serve, to anybody, and nothing else, for one statement (row:H3 row:K1)', async () => {
    const answer = await sendRaw(api.baseUrl, getHealth, {});
    expect([answer.status, answer.text, answer.headers.get('cache-control')]).toEqual([200, '{"status":"ok"}', 'no-store']);
    expectWithinBudget(getHealth, answer);
  });
});

/** A pooler in between looks for its database again only after 15 seconds. */
const servesWithinMs = 30_000;
async function untilServing(): Promise<void> {
  for (const giveUpAt = performance.now() + servesWithinMs; performance.now() < giveUpAt; ) {
    if ((await sendRaw(api.baseUrl, getHealth, {})).status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the process does not serve again');
}

describe('503', () => {
  it('says that it cannot serve while the database does not answer, with when to ask again and no detail of it; then serves again (row:H3)', async () => {
    const name = new URL(api.database.adminUrl).pathname.slice(1);
    const ends = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'cs_app'`;
    await api.database.look(`alter database ${name} connection limit 0`);
    try {
      await api.database.look(ends);
      const answer = await sendRaw(api.baseUrl, getHealth, {});
      expect([answer.status, answer.json.code, answer.headers.get('retry-after')]).toEqual([503, 'unavailable', '1']);
      expect(answer.text).not.toMatch(/postgres|cs_app|ECONN|terminat/i);
    } finally {
      await api.database.look(`alter database ${name} connection limit -1`);
    }
    await untilServing();
    expect(api.errors).toEqual([]);
  }, servesWithinMs + 30_000);

  it('says so within seconds while the database hangs, and serves again when it goes on (row:H3)', async () => {
    const backends = await api.database.look<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database() and usename = 'cs_app'`);
    for (const { pid } of backends) process.kill(pid, 'SIGSTOP');
    try {
      const startedMs = performance.now();
      const answer = await sendRaw(api.baseUrl, getHealth, {});
      expect([answer.status, answer.json.code]).toEqual([503, 'unavailable']);
      expect(performance.now() - startedMs).toBeLessThan(10_000);
    } finally {
      for (const { pid } of backends) process.kill(pid, 'SIGCONT');
    }
    await untilServing();
    expect(api.errors).toEqual([]);
  }, servesWithinMs + 30_000);
});

describe('a database that is paused', () => {
  it('is told to every call that waits for it within the time, as something that passes; calls are answered again once it goes on (row:H3)', async () => {
    const impatient = await openTestApi({ on: api.database, databaseSilentMs: 1_000 });
    const { admin } = await newCompany(impatient, 'Paused');
    await admin.call(listMembers, { query: {} });
    const backends = await api.database.look<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database() and usename in ('cs_app', 'cs_identity')`);
    for (const { pid } of backends) process.kill(pid, 'SIGSTOP');
    try {
      const startedMs = performance.now();
      const answers = await Promise.all(Array.from({ length: 4 }, () => sendRaw(impatient.baseUrl, listMembers, { query: {} }, { by: admin })));
      // Who finds no connection that is free gets a new one, which nobody has paused.
      const said = answers.filter(({ status }) => status !== 200).map(({ status, json }) => `${status} ${String(json.code)}`);
      expect([said.length > 0, ...new Set(said)]).toEqual([true, '503 unavailable']);
      expect(performance.now() - startedMs).toBeLessThan(10_000);
    } finally {
      for (const { pid } of backends) process.kill(pid, 'SIGCONT');
    }
    expect((await admin.call(listMembers, { query: {} })).items).toHaveLength(5);
    expect(impatient.errors).toEqual([]);
    await impatient.close();
  }, servesWithinMs + 60_000);
});

describe('422', () => {
  it('refuses parameters that it does not take (row:F6)', async () => {
    const answer = await fetch(`${api.baseUrl}/v1/health?verbose=1`);
    expect([answer.status, await answer.json()]).toMatchObject([422, { code: 'invalid_input' }]);
  });
});
