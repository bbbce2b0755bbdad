import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { prepareCounting } from '../bench/count-buffers.js';

/** What a process of the API costs while nothing happens. */
export interface Idle {
  readonly statementsPerSecond: number;
  /** Share of one processor. */
  readonly processorShare: number;
  readonly residentBytes: number;
}

const statementsText = `select coalesce(sum(calls), 0)::int as calls from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database()) and userid = 'cs_app'::regrole`;

/** Watches for `seconds` what the application asks of the database and what the process takes. Linux tells it. */
export async function measureIdle(adminUrl: string, pid: number, seconds: number): Promise<Idle> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await prepareCounting(client);
    await client.query('select pg_stat_statements_reset()');
    const before = processorMs(pid);
    const startedMs = performance.now();
    await pause(seconds * 1000);
    const elapsedMs = performance.now() - startedMs;
    const { rows } = await client.query<{ calls: number }>(statementsText);
    return { statementsPerSecond: ((rows[0]?.calls ?? 0) * 1000) / elapsedMs, processorShare: (processorMs(pid) - before) / elapsedMs, residentBytes: residentBytes(pid) };
  } finally {
    await client.end();
  }
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** User and system time, fields 14 and 15 of /proc/<pid>/stat; the name before them may contain spaces (proc_pid_stat(5)). */
function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

const residentBytes = (pid: number): number => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
