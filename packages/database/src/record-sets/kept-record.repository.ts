import type { RecordState } from '@countersign/contracts/record-sets';
import { pageOf, readCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

/** A state of a record, as it was said. */
export interface RecordUpdate {
  readonly outsideId: string;
  readonly version: string;
  /** The version as a whole number, by which states are ordered. */
  readonly rank: string;
  readonly state: RecordState;
  readonly title: string | null;
  readonly naturalKey: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly problem: string | null;
  /** SHA-256 of what it says. */
  readonly digest: string;
}

export interface KeptRecord extends Omit<RecordUpdate, 'rank'> {
  readonly seenAt: Date;
  readonly changedAt: Date;
  /** The record that counts in place of this one. */
  readonly twinOf: string | null;
}

export interface RecordVersion extends Pick<RecordUpdate, 'version' | 'state' | 'title' | 'fields' | 'problem'> {
  readonly id: string;
  readonly via: 'reading' | 'message' | 'repair';
  readonly at: Date;
}

/** Whence something is taken, and when. */
export interface TakenBy {
  readonly via: RecordVersion['via'];
  readonly viaId: string;
  readonly at: Date;
}

export interface RecordSearch {
  readonly search: string | null;
  readonly state: RecordState | null;
  readonly outsideId: string | null;
  /** Leaves out what another record counts in place of. */
  readonly onlyCounting?: boolean;
}

/** A record of a set, by the name that the other system gives it. */
export interface RecordKey {
  readonly recordSetId: string;
  readonly outsideId: string;
}

/** As much of a record as says which one it is and whether one can rely on it. */
export type RecordStanding = RecordKey & Pick<KeptRecord, 'state' | 'version' | 'title' | 'twinOf'>;

const RECORD = `k.outside_id as "outsideId", k.version, k.state, k.title, k.natural_key as "naturalKey", k.fields, k.problem, k.digest, k.seen_at as "seenAt", k.changed_at as "changedAt", k.twin_of as "twinOf"`;
const list = {
  name: 'kept_records.list',
  text: `select ${RECORD} from app.kept_records k where k.tenant_id = $1 and k.record_set_id = $2 and ($3::text is null or k.outside_id > $3) and ($4::text is null or k.state = $4) and ($5::text is null or k.outside_id = $5)
            and ($6::text is null or position($6 in lower(k.title)) > 0 or position($6 in lower(k.natural_key)) > 0 or position($6 in lower(k.outside_id)) > 0)
            and ($8::boolean is not true or k.twin_of is null)
          order by k.outside_id limit $7`,
};
const listStandings = {
  name: 'kept_records.list_standings',
  text: `select k.record_set_id as "recordSetId", k.outside_id as "outsideId", k.state, k.version, k.title, k.twin_of as "twinOf"
           from jsonb_to_recordset($2::jsonb) as n ("recordSetId" uuid, "outsideId" text) join app.kept_records k on k.tenant_id = $1 and k.record_set_id = n."recordSetId" and k.outside_id = n."outsideId"`,
};
const count = { name: 'kept_records.count', text: 'select k.state, count(*)::int as count from app.kept_records k where k.tenant_id = $1 and k.record_set_id = $2 group by k.state' };
// No further than it has to: whether there is room, not how many there are.
const countUpTo = { name: 'kept_records.count_up_to', text: 'select count(*)::int as count from (select 1 from app.kept_records k where k.tenant_id = $1 and k.record_set_id = $2 limit $3) n' };
const countKnown = { name: 'kept_records.count_known', text: 'select count(*)::int as count from app.kept_records k where k.tenant_id = $1 and k.record_set_id = $2 and k.outside_id = any ($3::text[])' };
// In one order, so that two who take the same records wait for each other and not both.
const lock = {
  name: 'kept_records.lock',
  text: `select ${RECORD}, k.version_rank::text as rank from app.kept_records k where k.tenant_id = $1 and k.record_set_id = $2 and k.outside_id = any ($3::text[]) order by k.outside_id for update`,
};
// The same order of states as in order-of-updates.part.ts: it holds also where somebody else has just been the first.
const take = {
  name: 'kept_records.take',
  text: `insert into app.kept_records (tenant_id, record_set_id, outside_id, version, version_rank, state, state_rank, digest, title, natural_key, fields, problem, seen_at, changed_at)
         select $1, $2, u."outsideId", u.version, u.rank::numeric, u.state, case u.state when 'current' then 0 when 'quarantined' then 1 else 2 end, u.digest, u.title, u."naturalKey", u.fields, u.problem, $4, $4
           from jsonb_to_recordset($3::jsonb) as u ("outsideId" text, version text, rank text, state text, digest text, title text, "naturalKey" text, fields jsonb, problem text) order by u."outsideId"
         on conflict (tenant_id, record_set_id, outside_id) do update set version = excluded.version, version_rank = excluded.version_rank, state = excluded.state, state_rank = excluded.state_rank, digest = excluded.digest,
           title = excluded.title, natural_key = excluded.natural_key, fields = excluded.fields, problem = excluded.problem, seen_at = excluded.seen_at,
           changed_at = case when kept_records.digest = excluded.digest then kept_records.changed_at else excluded.changed_at end
          where (excluded.version_rank, excluded.state_rank, excluded.digest collate "C") > (kept_records.version_rank, kept_records.state_rank, kept_records.digest collate "C")
         returning outside_id as "outsideId"`,
};
// Whoever decides that theirs counts has seen what it replaces, whatever the versions say; what is kept is held meanwhile.
const put = {
  name: 'kept_records.put',
  text: `insert into app.kept_records (tenant_id, record_set_id, outside_id, version, version_rank, state, state_rank, digest, title, natural_key, fields, problem, seen_at, changed_at)
         select $1, $2, u."outsideId", u.version, u.rank::numeric, u.state, case u.state when 'current' then 0 when 'quarantined' then 1 else 2 end, u.digest, u.title, u."naturalKey", u.fields, u.problem, $4, $4
           from jsonb_to_recordset($3::jsonb) as u ("outsideId" text, version text, rank text, state text, digest text, title text, "naturalKey" text, fields jsonb, problem text)
         on conflict (tenant_id, record_set_id, outside_id) do update set version = excluded.version, version_rank = excluded.version_rank, state = excluded.state, state_rank = excluded.state_rank, digest = excluded.digest,
           title = excluded.title, natural_key = excluded.natural_key, fields = excluded.fields, problem = excluded.problem, changed_at = excluded.changed_at
         returning outside_id`,
};
const setTwin = { name: 'kept_records.set_twin', text: 'update app.kept_records set twin_of = $4 where tenant_id = $1 and record_set_id = $2 and outside_id = any ($3::text[])' };
const insertVersions = {
  name: 'kept_records.insert_versions',
  text: `insert into app.record_versions (tenant_id, record_set_id, outside_id, id, version, state, title, natural_key, fields, problem, via, via_id, at)
         select $1, $2, u."outsideId", u.id, u.version, u.state, u.title, u."naturalKey", u.fields, u.problem, $4, $5, $6
           from jsonb_to_recordset($3::jsonb) as u ("outsideId" text, id uuid, version text, state text, title text, "naturalKey" text, fields jsonb, problem text)
         returning id`,
};
const markSeen = { name: 'kept_records.mark_seen', text: 'update app.kept_records set seen_at = $4, seen_reading_id = $5 where tenant_id = $1 and record_set_id = $2 and outside_id = any ($3::text[])' };
const countNotSeen = {
  name: 'kept_records.count_not_seen',
  text: `select count(*)::int as count from app.kept_records k where k.tenant_id = $1 and k.record_set_id = $2 and k.state <> 'gone' and k.seen_reading_id is distinct from $3 and k.changed_at < $4`,
};
const listVersions = {
  name: 'kept_records.list_versions',
  text: `select v.id, v.version, v.state, v.title, v.fields, v.problem, v.via, v.at from app.record_versions v where v.tenant_id = $1 and v.record_set_id = $2 and v.outside_id = $3 order by v.id desc limit $4`,
};

/** What is kept of other systems' records, and the states that they were in. */
export class KeptRecordRepository {
  constructor(private readonly sql: Sql) {}

  async list(recordSetId: string, { search, state, outsideId, onlyCounting = false }: RecordSearch, { limit, after }: PageRequest): Promise<PageOf<KeptRecord>> {
    const from = after === null ? null : readCursor(after, idCursor);
    return pageOf(await this.sql.rows<KeptRecord>(list, [recordSetId, from, state, outsideId, search === null || search === '' ? null : search.toLowerCase(), limit + 1, onlyCounting]), limit, (row) => row.outsideId);
  }

  /** Those of these that are kept, once each. */
  async listStandings(keys: readonly RecordKey[]): Promise<RecordStanding[]> {
    const distinct = [...new Map(keys.map(({ recordSetId, outsideId }) => [`${recordSetId} ${outsideId}`, { recordSetId, outsideId }])).values()];
    return distinct.length === 0 ? [] : this.sql.rows<RecordStanding>(listStandings, [JSON.stringify(distinct)]);
  }

  async count(recordSetId: string): Promise<Readonly<Record<RecordState, number>>> {
    const rows = await this.sql.rows<{ state: RecordState; count: number }>(count, [recordSetId]);
    const of = (state: RecordState) => rows.find((row) => row.state === state)?.count ?? 0;
    return { current: of('current'), gone: of('gone'), quarantined: of('quarantined') };
  }

  /** Whether so many are kept at most once these are, too. */
  async hasRoomFor(recordSetId: string, outsideIds: readonly string[], max: number): Promise<boolean> {
    const ids = [...new Set(outsideIds)];
    const known = (await this.sql.rows<{ count: number }>(countKnown, [recordSetId, ids]))[0]?.count ?? 0;
    const added = ids.length - known;
    return added === 0 || ((await this.sql.rows<{ count: number }>(countUpTo, [recordSetId, max]))[0]?.count ?? 0) + added <= max;
  }

  /** Those of these that are kept, held. */
  async lock(recordSetId: string, outsideIds: readonly string[]): Promise<(KeptRecord & RecordUpdate)[]> {
    return outsideIds.length === 0 ? [] : this.sql.rows<KeptRecord & RecordUpdate>(lock, [recordSetId, outsideIds]);
  }

  /** Takes what comes after what is kept; says of which records. At most one state of each. */
  async take(recordSetId: string, updates: readonly RecordUpdate[], at: Date): Promise<string[]> {
    return updates.length === 0 ? [] : (await this.sql.rows<{ outsideId: string }>(take, [recordSetId, JSON.stringify(updates), at])).map(({ outsideId }) => outsideId);
  }

  /** Replaces what is kept of a record, or keeps it for the first time. */
  async put(recordSetId: string, update: RecordUpdate, at: Date): Promise<void> {
    await this.sql.rows(put, [recordSetId, JSON.stringify([update]), at]);
  }

  /** One counts in place of these; null where each counts for itself. */
  async setTwin(recordSetId: string, outsideIds: readonly string[], countsId: string | null): Promise<void> {
    if (outsideIds.length > 0) await this.sql.rows(setTwin, [recordSetId, outsideIds, countsId]);
  }

  async insertVersions(recordSetId: string, versions: readonly (RecordUpdate & { readonly id: string })[], { via, viaId, at }: TakenBy): Promise<void> {
    if (versions.length > 0) await this.sql.rows(insertVersions, [recordSetId, JSON.stringify(versions), via, viaId, at]);
  }

  async markSeen(recordSetId: string, outsideIds: readonly string[], { at, readingId }: { readonly at: Date; readonly readingId: string }): Promise<void> {
    if (outsideIds.length > 0) await this.sql.rows(markSeen, [recordSetId, outsideIds, at, readingId]);
  }

  /** Those that were kept before a reading began, and that it did not see. */
  async countNotSeen(recordSetId: string, readingId: string, before: Date): Promise<number> {
    return (await this.sql.rows<{ count: number }>(countNotSeen, [recordSetId, readingId, before]))[0]?.count ?? 0;
  }

  /** The states that a record was in, the last taken first. */
  async listVersions(recordSetId: string, outsideId: string, limit: number): Promise<RecordVersion[]> {
    return this.sql.rows<RecordVersion>(listVersions, [recordSetId, outsideId, limit]);
  }
}

const idCursor = /^[^\u0000-\u001f]{1,300}$/u;
