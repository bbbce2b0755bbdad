import type { FindingKind, FindingState } from '@countersign/contracts/record-sets';
import { pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';
import type { RecordUpdate } from './kept-record.repository.js';

export interface Difference {
  readonly name: string;
  readonly kept: string | null;
  readonly said: string | null;
}

export interface Twin {
  readonly outsideId: string;
  readonly title: string | null;
}

/** In what both sides differ, as it was when the record was read. */
export interface RecordFinding {
  readonly id: string;
  readonly kind: FindingKind;
  readonly outsideId: string;
  readonly title: string | null;
  /** Of what was kept; null where nothing was. */
  readonly keptDigest: string | null;
  /** The version that was kept, and by what it is ordered: the same content at a later version is not what was found. */
  readonly keptVersion: string | null;
  readonly keptRank: string | null;
  readonly said: RecordUpdate | null;
  readonly twins: readonly Twin[] | null;
  readonly differences: readonly Difference[];
  readonly state: FindingState;
  readonly settledAt: Date | null;
}

export type NewFinding = Omit<RecordFinding, 'state' | 'settledAt'>;

/** Which findings: all of a kind, or one of them. */
export interface FindingScope {
  readonly readingId: string;
  readonly kind: FindingKind;
  readonly findingId: string | null;
}

export type FindingCounts = readonly { readonly kind: FindingKind; readonly state: FindingState; readonly count: number }[];

/** A set that is gone as a whole is as many findings as it has records. */
const insertedAtOnce = 500;

const FINDING = `f.id, f.kind, f.outside_id as "outsideId", f.title, f.kept_digest as "keptDigest", f.kept_version as "keptVersion", f.kept_rank::text as "keptRank", f.said, f.twins, f.differences, f.state, f.settled_at as "settledAt"`;
const insert = {
  name: 'record_findings.insert',
  text: `insert into app.record_findings (tenant_id, id, reading_id, record_set_id, kind, outside_id, title, kept_digest, kept_version, kept_rank, said, twins, differences, state)
         select $1, f.id, $2, $3, f.kind, f."outsideId", f.title, f."keptDigest", f."keptVersion", f."keptRank"::numeric, f.said, f.twins, f.differences, 'open'
           from jsonb_to_recordset($4::jsonb) as f (id uuid, kind text, "outsideId" text, title text, "keptDigest" text, "keptVersion" text, "keptRank" text, said jsonb, twins jsonb, differences jsonb)
         returning id`,
};
const list = { name: 'record_findings.list', text: `select ${FINDING} from app.record_findings f where f.tenant_id = $1 and f.reading_id = $2 and ($3::text is null or f.kind = $3) and ($4::uuid is null or f.id > $4) order by f.id limit $5` };
const count = { name: 'record_findings.count', text: 'select f.kind, f.state, count(*)::int as count from app.record_findings f where f.tenant_id = $1 and f.reading_id = $2 group by f.kind, f.state' };
const SCOPE = `f.reading_id = $2 and f.kind = $3 and ($4::uuid is null or f.id = $4) and f.state = 'open'`;
const plan = { name: 'record_findings.plan', text: `select count(*)::int as count, coalesce(encode(sha256(convert_to(string_agg(f.id::text, ',' order by f.id), 'UTF8')), 'hex'), '') as digest from app.record_findings f where f.tenant_id = $1 and ${SCOPE}` };
const find = { name: 'record_findings.find', text: `select ${FINDING} from app.record_findings f where f.tenant_id = $1 and f.reading_id = $2 and f.id = $3` };
const assign = { name: 'record_findings.assign', text: `update app.record_findings f set state = 'waiting', repair_id = $5 where f.tenant_id = $1 and ${SCOPE} returning f.id` };
const lockNext = { name: 'record_findings.lock_next', text: `select ${FINDING} from app.record_findings f where f.tenant_id = $1 and f.repair_id = $2 and f.state = 'waiting' order by f.id limit $3 for update` };
const settle = { name: 'record_findings.settle', text: `update app.record_findings set state = $3, settled_at = $4 where tenant_id = $1 and id = any ($2::uuid[]) and state = 'waiting'` };
const release = { name: 'record_findings.release', text: `update app.record_findings set state = 'open', repair_id = null where tenant_id = $1 and repair_id = $2 and state = 'waiting'` };
const insertSaid = {
  name: 'said_records.insert',
  text: `insert into app.said_records (tenant_id, reading_id, outside_id, natural_key) select $1, $2, s."outsideId", s."naturalKey" from jsonb_to_recordset($3::jsonb) as s ("outsideId" text, "naturalKey" text) order by s."outsideId"
         on conflict (tenant_id, reading_id, outside_id) do nothing returning outside_id`,
};
const listMissingThere = {
  name: 'said_records.list_missing_there',
  text: `select k.outside_id as "outsideId", k.title, k.digest as "keptDigest", k.version as "keptVersion", k.version_rank::text as "keptRank" from app.kept_records k
          where k.tenant_id = $1 and k.record_set_id = $2 and k.state <> 'gone' and k.changed_at < $4
            and not exists (select 1 from app.said_records s where s.tenant_id = $1 and s.reading_id = $3 and s.outside_id = k.outside_id) order by k.outside_id`,
};
// Those of which somebody has said that another one counts are no twins any more.
// Of a key that says nothing, such as “none”, as many as somebody can look at: the others are found by the next comparison.
const listDoubled = {
  name: 'said_records.list_doubled',
  text: `select s.natural_key as "naturalKey", jsonb_path_query_array(jsonb_agg(jsonb_build_object('outsideId', s.outside_id, 'title', k.title) order by s.outside_id), '$[0 to 99]') as twins
           from app.said_records s left join app.kept_records k on k.tenant_id = $1 and k.record_set_id = $2 and k.outside_id = s.outside_id
          where s.tenant_id = $1 and s.reading_id = $3 and s.natural_key is not null and k.twin_of is null group by s.natural_key having count(*) > 1 order by s.natural_key`,
};
const forgetSaid = { name: 'said_records.forget', text: 'delete from app.said_records where tenant_id = $1 and reading_id = $2' };

/** What comparisons found, and what they have read so far. */
export class RecordFindingRepository {
  constructor(private readonly sql: Sql) {}

  async insert(readingId: string, recordSetId: string, findings: readonly NewFinding[]): Promise<void> {
    for (let from = 0; from < findings.length; from += insertedAtOnce) await this.sql.rows(insert, [readingId, recordSetId, JSON.stringify(findings.slice(from, from + insertedAtOnce))]);
  }

  async list(readingId: string, kind: FindingKind | null, { limit, after }: PageRequest): Promise<PageOf<RecordFinding>> {
    const from = after === null ? null : readCursor(after, uuidCursor);
    return pageOf(await this.sql.rows<RecordFinding>(list, [readingId, kind, from, limit + 1]), limit, (row) => row.id);
  }

  async find(readingId: string, id: string): Promise<RecordFinding | null> {
    return (await this.sql.rows<RecordFinding>(find, [readingId, id]))[0] ?? null;
  }

  count(readingId: string): Promise<FindingCounts> {
    return this.sql.rows<FindingCounts[number]>(count, [readingId]);
  }

  /** How many are open, and SHA-256 over which. */
  async plan({ readingId, kind, findingId }: FindingScope): Promise<{ readonly count: number; readonly digest: string }> {
    return (await this.sql.rows<{ count: number; digest: string }>(plan, [readingId, kind, findingId]))[0] ?? { count: 0, digest: '' };
  }

  /** Those that are open wait for this repair; says how many. */
  async assign({ readingId, kind, findingId }: FindingScope, repairId: string): Promise<number> {
    return (await this.sql.rows(assign, [readingId, kind, findingId, repairId])).length;
  }

  /** The next ones that wait, held. */
  lockNext(repairId: string, limit: number): Promise<RecordFinding[]> {
    return this.sql.rows<RecordFinding>(lockNext, [repairId, limit]);
  }

  async settle(ids: readonly string[], state: 'repaired' | 'changed' | 'ignored', at: Date): Promise<void> {
    if (ids.length > 0) await this.sql.rows(settle, [ids, state, at]);
  }

  /** What still waits is open again. */
  async release(repairId: string): Promise<void> {
    await this.sql.rows(release, [repairId]);
  }

  /** Notes what was read, each record once. */
  async insertSaid(readingId: string, said: readonly Pick<RecordUpdate, 'outsideId' | 'naturalKey'>[]): Promise<Set<string>> {
    return said.length === 0 ? new Set() : new Set((await this.sql.rows<{ outside_id: string }>(insertSaid, [readingId, JSON.stringify(said)])).map((row) => row.outside_id));
  }

  /** What was kept before an instant, and was not read. */
  listMissingThere(recordSetId: string, readingId: string, before: Date): Promise<Pick<RecordFinding, 'outsideId' | 'title' | 'keptDigest' | 'keptVersion' | 'keptRank'>[]> {
    return this.sql.rows(listMissingThere, [recordSetId, readingId, before]);
  }

  /** Records that were read under several ids and one natural key. */
  listDoubled(recordSetId: string, readingId: string): Promise<{ naturalKey: string; twins: Twin[] }[]> {
    return this.sql.rows(listDoubled, [recordSetId, readingId]);
  }

  async forgetSaid(readingId: string): Promise<void> {
    await this.sql.rows(forgetSaid, [readingId]);
  }
}
