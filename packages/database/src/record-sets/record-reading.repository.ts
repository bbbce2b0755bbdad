import type { KeptSettings } from '../connections/connection.repository.js';
import type { Sql } from '../platform/sql.js';
import type { RecordSet } from './record-set.repository.js';

export interface ReadingCounts {
  readonly seen: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly unreadable: number;
}

export type ReadingPurpose = 'keep' | 'compare';

export interface RecordReading extends ReadingCounts {
  readonly id: string;
  readonly recordSetId: string;
  readonly setRevision: number;
  readonly purpose: ReadingPurpose;
  readonly state: 'running' | 'stopped' | 'done' | 'failed';
  /** The page that is read next, below the connection's address; null once there is none. */
  readonly nextPath: string | null;
  /** A page that was to be read earlier: the first, the second, the third, the fifth and so on, each twice as far as the one before. Pages that lead round in a circle come to it again. */
  readonly markedPath: string | null;
  readonly pages: number;
  readonly notSeen: number | null;
  /** Calls for the next page that were not answered with it. */
  readonly attempts: number;
  readonly problem: string | null;
  readonly startedBy: string | null;
  readonly startedByName: string | null;
  readonly startedAt: Date;
  readonly startEntryId: string;
  readonly endedAt: Date | null;
}

export type NewReading = Pick<RecordReading, 'id' | 'recordSetId' | 'setRevision' | 'purpose' | 'startedBy' | 'startedAt' | 'startEntryId'> & { readonly nextPath: string };

/** A reading with what it is read by. */
export interface HeldReading {
  readonly reading: RecordReading;
  readonly set: Pick<RecordSet, 'id' | 'name' | 'settings' | 'revision'>;
  readonly connection: { readonly id: string; readonly name: string; readonly baseUrl: string; readonly settings: KeptSettings; readonly sealedSecret: string | null; readonly bindingDigest: string };
}

const READING = `r.id, r.record_set_id as "recordSetId", r.set_revision as "setRevision", r.purpose, r.state, r.next_path as "nextPath", r.marked_path as "markedPath", r.pages, r.seen, r.added, r.changed, r.unchanged, r.unreadable, r.not_seen as "notSeen", r.attempts, r.problem,
         r.started_by as "startedBy", m.name as "startedByName", r.started_at as "startedAt", r.start_entry_id as "startEntryId", r.ended_at as "endedAt"`;
const FROM = `app.record_readings r left join app.members m on m.tenant_id = $1 and m.id = r.started_by`;
const insert = {
  name: 'record_readings.insert',
  text: `insert into app.record_readings (tenant_id, id, record_set_id, set_revision, purpose, state, next_path, marked_path, started_by, started_at, start_entry_id) values ($1, $2, $3, $4, $5, 'running', $6, $6, $7, $8, $9)`,
};
const find = { name: 'record_readings.find', text: `select ${READING} from ${FROM} where r.tenant_id = $1 and r.id = $2` };
const findRunning = { name: 'record_readings.find_running', text: `select r.id from app.record_readings r where r.tenant_id = $1 and r.record_set_id = $2 and r.state = 'running'` };
const listLast = { name: 'record_readings.list_last', text: `select distinct on (r.record_set_id) ${READING} from ${FROM} where r.tenant_id = $1 and r.record_set_id = any ($2::uuid[]) and r.purpose = $3 order by r.record_set_id, r.id desc` };
const lock = { name: 'record_readings.lock', text: 'select r.id from app.record_readings r where r.tenant_id = $1 and r.id = $2 for update' };
const loadPlace = {
  name: 'record_readings.load_place',
  text: `select jsonb_build_object('id', s.id, 'name', s.name, 'settings', s.settings, 'revision', s.revision) as set,
                jsonb_build_object('id', c.id, 'name', c.name, 'baseUrl', c.base_url, 'settings', c.settings, 'sealedSecret', encode(c.sealed_secret, 'base64'), 'bindingDigest', c.binding_digest) as connection
           from app.record_sets s join app.connections c on c.tenant_id = $1 and c.id = s.connection_id where s.tenant_id = $1 and s.id = $2`,
};
const advance = {
  name: 'record_readings.advance',
  text: `update app.record_readings set next_path = $4, marked_path = case when (pages & (pages + 1)) = 0 then $4 else marked_path end, pages = pages + 1, seen = seen + $5, added = added + $6, changed = changed + $7, unchanged = unchanged + $8, unreadable = unreadable + $9, problem = coalesce($10, problem), attempts = 0
          where tenant_id = $1 and id = $2 and pages = $3 and state = 'running' returning id`,
};
const noteFailure = { name: 'record_readings.note_failure', text: `update app.record_readings set attempts = attempts + 1, problem = $4 where tenant_id = $1 and id = $2 and pages = $3 and state = 'running' returning id` };
const end = { name: 'record_readings.end', text: `update app.record_readings set state = $3, next_path = null, ended_at = $4, problem = coalesce($5, problem), not_seen = $6 where tenant_id = $1 and id = $2 and state = 'running'` };

/** Readings of whole record sets: who goes on where, and how far they have come. */
export class RecordReadingRepository {
  constructor(private readonly sql: Sql) {}

  async insert(r: NewReading): Promise<void> {
    await this.sql.rows(insert, [r.id, r.recordSetId, r.setRevision, r.purpose, r.nextPath, r.startedBy, r.startedAt, r.startEntryId]);
  }

  async find(id: string): Promise<RecordReading | null> {
    return (await this.sql.rows<RecordReading>(find, [id]))[0] ?? null;
  }

  async isRunning(recordSetId: string): Promise<boolean> {
    return (await this.sql.rows(findRunning, [recordSetId])).length > 0;
  }

  /** The last of each of these sets that was begun for this. */
  async listLast(recordSetIds: readonly string[], purpose: ReadingPurpose): Promise<RecordReading[]> {
    return recordSetIds.length === 0 ? [] : this.sql.rows<RecordReading>(listLast, [recordSetIds, purpose]);
  }

  async lock(id: string): Promise<RecordReading | null> {
    const [, row] = await Promise.all([this.sql.rows(lock, [id]), this.find(id)]);
    return row;
  }

  /** The reading, held, with its set and connection. */
  async lockWithPlace(id: string): Promise<HeldReading | null> {
    const reading = await this.lock(id);
    if (!reading) return null;
    const place = (await this.sql.rows<Omit<HeldReading, 'reading'>>(loadPlace, [reading.recordSetId]))[0];
    if (!place) throw new Error('a reading has a set');
    return { reading, ...place };
  }

  /** Goes on after page number `pages`; false where another worker has done so already. */
  async advance(id: string, pages: number, { nextPath, counts, problem }: { readonly nextPath: string; readonly counts: ReadingCounts; readonly problem: string | null }): Promise<boolean> {
    return (await this.sql.rows(advance, [id, pages, nextPath, counts.seen, counts.added, counts.changed, counts.unchanged, counts.unreadable, problem])).length > 0;
  }

  /** False where another worker has gone on meanwhile. */
  async noteFailure(id: string, pages: number, problem: string): Promise<boolean> {
    return (await this.sql.rows(noteFailure, [id, pages, problem])).length > 0;
  }

  async end(id: string, { state, at, problem = null, notSeen = null }: { readonly state: 'stopped' | 'done' | 'failed'; readonly at: Date; readonly problem?: string | null; readonly notSeen?: number | null }): Promise<void> {
    await this.sql.rows(end, [id, state, at, problem, notSeen]);
  }
}
