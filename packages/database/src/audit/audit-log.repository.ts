import type { AuditPlace } from '../platform/entry.js';
import type { Sql } from '../platform/sql.js';

/** What a company's log has come to, and the horizon and the clock of the database when it was read. */
export interface AuditLog {
  readonly size: number;
  /** Hashes of the whole subtrees, the largest first, 32 bytes each. */
  readonly frontier: Buffer;
  /** Up to where, in the order in which entries became visible. */
  readonly place: AuditPlace;
  readonly epoch: string;
  readonly checkpointSize: number;
  readonly checkpointAt: Date | null;
  /** Nobody can write below it any more. */
  readonly horizon: string;
  readonly readAt: Date;
}

export interface UnsequencedEntry extends AuditPlace {
  readonly leaf: Buffer;
}

/** The hash of a whole subtree of 256, 65,536, … leaves. */
export interface AuditNode {
  readonly level: number;
  readonly position: number;
  readonly hash: Buffer;
}

/** How far a sequencer goes, and what the tree comes to by that. */
export interface AppendedLeaves {
  readonly term: string;
  readonly fromSize: number;
  readonly toSize: number;
  readonly to: AuditPlace;
  readonly frontier: Buffer;
  readonly nodes: readonly AuditNode[];
}

export interface NewCheckpoint {
  readonly term: string;
  readonly size: number;
  readonly root: Buffer;
  readonly at: Date;
  readonly horizon: string;
  readonly note: string;
  /** Where the company has no key yet. */
  readonly firstKey: Buffer | null;
  /** Whether the key that was announced takes over with it. */
  readonly handsOver: boolean;
}

/** A public key that checkpoints are signed with. */
export interface AuditKeyRow {
  readonly number: number;
  readonly publicKey: Buffer;
  /** The entry that announces it; null for the first. */
  readonly entryId: string | null;
  /** The place of that entry in the log; null while it is in none. */
  readonly announced: number | null;
  /** The checkpoint that it signed first; null while that is still to come. */
  readonly handover: number | null;
}

const findLog = {
  name: 'audit_log.find',
  text: `select coalesce(l.size, 0)::float8 as size, coalesce(l.frontier, ''::bytea) as frontier, coalesce(l.xid, '0'::xid8)::text as xid, coalesce(l.entry_id, '00000000-0000-0000-0000-000000000000') as id, coalesce(l.epoch, 0)::text as epoch,
                coalesce(l.checkpoint_size, 0)::float8 as "checkpointSize", l.checkpoint_at as "checkpointAt", pg_snapshot_xmin(pg_current_snapshot())::text as horizon, date_trunc('milliseconds', statement_timestamp()) as "readAt"
           from (select 1) one left join app.audit_logs l on l.tenant_id = $1`,
};
const listUnsequenced = {
  name: 'audit_log.list_unsequenced',
  text: `select a.xid::text as xid, a.id, a.leaf from app.audit_entries a
          where a.tenant_id = $1 and a.xid >= $2::text::xid8 and a.xid < $4::text::xid8 and (a.xid > $2::text::xid8 or a.id > $3) order by a.xid, a.id limit $5`,
};
const append = { name: 'audit_log.append', text: 'select app.append_audit($1, $2, $3, $4, $5::text::xid8, $6, $7, $8::smallint[], $9::bigint[], $10::bytea[])' };
const addCheckpoint = { name: 'audit_log.add_checkpoint', text: 'select app.add_audit_checkpoint($1, $2, $3, $4, $5, $6::text::xid8, $7, $8, $9)' };
const announceKey = { name: 'audit_log.announce_key', text: 'select app.announce_audit_key($1, $2, $3) as done' };
const listKeys = {
  name: 'audit_log.list_keys',
  text: `select k.number, k.public_key as "publicKey", k.entry_id as "entryId", f.seq::float8 as announced, k.handover::float8 as handover
           from app.audit_keys k left join app.audit_leaves f on f.tenant_id = $1 and f.entry_id = k.entry_id where k.tenant_id = $1 order by k.number`,
};

/** The log of a company: its entries in their lasting order. Written by the sequencer alone. */
export class AuditLogRepository {
  constructor(private readonly sql: Sql) {}

  /** One of size 0 where nothing was appended yet. */
  async get(): Promise<AuditLog> {
    const [row] = await this.sql.rows<Omit<AuditLog, 'place'> & AuditPlace>(findLog);
    if (!row) throw new Error('a query without a condition has one row');
    const { xid, id, ...log } = row;
    return { ...log, place: { xid, id } };
  }

  /** The entries after a place that were written below the horizon, in order. */
  async listUnsequenced({ xid, id }: AuditPlace, horizon: string, limit: number): Promise<UnsequencedEntry[]> {
    return this.sql.rows<UnsequencedEntry>(listUnsequenced, [xid, id, horizon, limit]);
  }

  /** Put off until the commit, which fails with 40001 where the log is not what it was, or another sequencer has taken over. */
  append({ term, fromSize, toSize, to, frontier, nodes }: AppendedLeaves): void {
    this.sql.defer(append, [term, fromSize, toSize, to.xid, to.id, frontier, nodes.map(({ level }) => level), nodes.map(({ position }) => position), nodes.map(({ hash }) => hash)]);
  }

  /** The same, over the log as it is when that commits. */
  addCheckpoint({ term, size, root, at, horizon, note, firstKey, handsOver }: NewCheckpoint): void {
    this.sql.defer(addCheckpoint, [term, size, root, at, horizon, note, firstKey, handsOver]);
  }

  /** False where it is the newest key already, or the one before has not taken over yet. */
  async announceKey(publicKey: Buffer, entryId: string): Promise<boolean> {
    return (await this.sql.rows<{ done: boolean }>(announceKey, [publicKey, entryId]))[0]?.done === true;
  }

  /** The oldest first. */
  async listKeys(): Promise<AuditKeyRow[]> {
    return this.sql.rows<AuditKeyRow>(listKeys);
  }
}
