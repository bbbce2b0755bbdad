import type { Sql, Statement } from '../platform/sql.js';

/** Whether a connection may be called now; how long to wait otherwise. */
export type Gate = { readonly open: true; readonly isProbe: boolean } | { readonly open: false; readonly forMs: number };

interface GateRow {
  readonly failures: number;
  readonly pausedAt: Date | null;
  readonly closedMs: number | null;
  readonly earlyMs: number;
}

const SEEN = `select g.failures, c.paused_at as "pausedAt", (extract(epoch from g.closed_until - now()) * 1000)::int as "closedMs", (extract(epoch from g.next_call_at - now()) * 1000)::int as "earlyMs"
           from app.connection_gates g join app.connections c on c.tenant_id = $1 and c.id = g.connection_id where g.tenant_id = $1 and g.connection_id = $2`;
const look = { name: 'connection_gates.look', text: SEEN };
// One row per connection: all workers share its rate, and only one of them probes.
const lock = { name: 'connection_gates.lock', text: `${SEEN} for update of g` };
const pass = {
  name: 'connection_gates.pass',
  text: `update app.connection_gates set next_call_at = greatest(next_call_at, now()) + $3 * interval '1 millisecond', closed_until = case when $4::int is null then closed_until else now() + $4::int * interval '1 millisecond' end
          where tenant_id = $1 and connection_id = $2`,
};
const heal = { name: 'connection_gates.heal', text: 'update app.connection_gates set failures = 0, closed_until = null where tenant_id = $1 and connection_id = $2 and (failures > 0 or closed_until is not null)' };
const fail = {
  name: 'connection_gates.fail',
  text: `update app.connection_gates set failures = failures + 1,
           closed_until = case when failures + 1 >= $3 then now() + least($4 * power(2, least(failures + 1 - $3, 10)), $5) * interval '1 millisecond' else closed_until end
          where tenant_id = $1 and connection_id = $2`,
};
const close = { name: 'connection_gates.close', text: `update app.connection_gates set closed_until = greatest(closed_until, now() + $3 * interval '1 millisecond') where tenant_id = $1 and connection_id = $2` };

/** So many calls in a row that the other system did not take: it is left alone for a while, and then asked with one call only. */
export const failuresBeforeClosing = 5;
const closedForMsMin = 5_000;
const closedForMsMax = 300_000;
/** Calls that came a little early are let through: as many at once as half a second holds. */
const burstMs = 500;
const pausedLookMs = 60_000;

/** The circuit breaker and the rate of a connection, shared by all workers. */
export class ConnectionGateRepository {
  constructor(private readonly sql: Sql) {}

  /** Lets one call through, or says how long to wait. A closed gate that has waited lets one call probe, and stays closed for `probeMs` meanwhile. */
  async pass(connectionId: string, { perSecond, probeMs }: { readonly perSecond: number | null; readonly probeMs: number }): Promise<Gate> {
    // Without a rate, and while the other system answers, there is nothing to share: such calls do not wait for each other.
    if (perSecond === null) {
      const row = await this.read(look, connectionId);
      const forMs = heldBackMs(row, perSecond);
      if (forMs > 0) return { open: false, forMs };
      if (row.failures < failuresBeforeClosing) return { open: true, isProbe: false };
    }
    const row = await this.read(lock, connectionId);
    const forMs = heldBackMs(row, perSecond);
    if (forMs > 0) return { open: false, forMs };
    const isProbe = row.failures >= failuresBeforeClosing;
    await this.sql.rows(pass, [connectionId, perSecond === null ? 0 : 1000 / perSecond, isProbe ? probeMs : null]);
    return { open: true, isProbe };
  }

  private async read(statement: Statement, connectionId: string): Promise<GateRow> {
    const [row] = await this.sql.rows<GateRow>(statement, [connectionId]);
    if (!row) throw new Error('every connection has a gate');
    return row;
  }

  /** The other system answered: it is open again. */
  async heal(connectionId: string): Promise<void> {
    await this.sql.rows(heal, [connectionId]);
  }

  /** It did not answer, or said that something is wrong with it. */
  async fail(connectionId: string): Promise<void> {
    await this.sql.rows(fail, [connectionId, failuresBeforeClosing, closedForMsMin, closedForMsMax]);
  }

  /** It asked to be left alone for so long. */
  async close(connectionId: string, forMs: number): Promise<void> {
    await this.sql.rows(close, [connectionId, forMs]);
  }
}

/** For how long no call may be made, in milliseconds; 0 where one may. */
function heldBackMs({ pausedAt, closedMs, earlyMs }: GateRow, perSecond: number | null): number {
  if (pausedAt !== null) return pausedLookMs;
  if (closedMs !== null && closedMs > 0) return closedMs;
  return perSecond === null ? 0 : Math.max(0, earlyMs - burstMs);
}
