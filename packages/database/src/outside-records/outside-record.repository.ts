import type { KeptSettings } from '../connections/connection.repository.js';
import type { Sql } from '../platform/sql.js';

/** A record that somebody wants read before they sign. */
export interface WantedRecord {
  readonly id: string;
  readonly taskId: string;
  readonly stepId: string;
  readonly connectionId: string;
  readonly path: string;
  readonly fields: readonly string[];
}

/** A record as it is known: wanted, read, or why it cannot be. */
export interface OutsideRecord extends WantedRecord {
  readonly connectionName: string;
  readonly state: 'wanted' | 'read' | 'unreadable';
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly fingerprint: string | null;
  readonly problem: string | null;
  readonly readAt: string | null;
}

/** One to be read, with what it is read through. */
export interface RecordToRead extends Pick<WantedRecord, 'id' | 'path' | 'fields'> {
  readonly requestId: string;
  readonly requestNumber: number;
  readonly attempts: number;
  readonly connection: { readonly id: string; readonly name: string; readonly baseUrl: string; readonly settings: KeptSettings; readonly sealedSecret: string | null; readonly bindingDigest: string; readonly isPaused: boolean };
}

/** Within a statement that has the request `q`: all of its records, the last wanted last. */
export const recordsText = `coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'taskId', o.task_id, 'stepId', o.step_id, 'connectionId', o.connection_id, 'connectionName', n.name, 'path', o.path, 'fields', o.fields,
           'state', o.state, 'content', o.content, 'fingerprint', o.fingerprint, 'problem', o.problem, 'readAt', o.read_at) order by o.id)
           from app.outside_records o join app.connections n on n.tenant_id = $1 and n.id = o.connection_id where o.tenant_id = $1 and o.request_id = q.id), '[]')`;

const want = {
  name: 'outside_records.want',
  text: `insert into app.outside_records (tenant_id, id, request_id, task_id, step_id, connection_id, path, fields, state, wanted_at)
         select $1, r.id, $2, r."taskId", r."stepId", r."connectionId", r.path, r.fields, 'wanted', $3 from jsonb_to_recordset($4::jsonb) as r (id uuid, "taskId" uuid, "stepId" text, "connectionId" uuid, path text, fields jsonb)
         returning id`,
};
const pin = { name: 'outside_records.pin', text: 'insert into app.decision_records (tenant_id, decision_id, record_id) values ($1, $2, $3)' };
const toRead = {
  name: 'outside_records.to_read',
  text: `select o.id, o.path, o.fields, o.request_id as "requestId", q.number::int as "requestNumber", o.attempts,
         jsonb_build_object('id', c.id, 'name', c.name, 'baseUrl', c.base_url, 'settings', c.settings, 'sealedSecret', encode(c.sealed_secret, 'base64'), 'bindingDigest', c.binding_digest, 'isPaused', c.paused_at is not null) as connection
    from app.outside_records o join app.requests q on q.tenant_id = $1 and q.id = o.request_id join app.connections c on c.tenant_id = $1 and c.id = o.connection_id
   where o.tenant_id = $1 and o.id = $2 and o.state = 'wanted'`,
};
const settle = {
  name: 'outside_records.settle',
  text: `update app.outside_records set state = $3, content = $4, fingerprint = $5, problem = $6, attempts = attempts + 1, read_at = $7, binding_digest = $8 where tenant_id = $1 and id = $2 and state = 'wanted' returning id`,
};

export class OutsideRecordRepository {
  constructor(private readonly sql: Sql) {}

  /** Puts off wanting one more. */
  want(requestId: string, at: string, record: WantedRecord): void {
    wantRecords(this.sql, requestId, at, [record]);
  }

  /** Null where it is not here, or not wanted any more. */
  async findToRead(id: string): Promise<RecordToRead | null> {
    return (await this.sql.rows<RecordToRead>(toRead, [id]))[0] ?? null;
  }

  /** Says how reading ended, and false where somebody else has said so already. `wanted`: it is to be tried again. */
  async settle(id: string, read: { readonly state: 'wanted' | 'read' | 'unreadable'; readonly content: unknown; readonly fingerprint: string | null; readonly problem: string | null; readonly bindingDigest: string; readonly at: Date }): Promise<boolean> {
    const content = read.state === 'read' ? JSON.stringify(read.content) : null;
    return (await this.sql.rows(settle, [id, read.state, content, read.fingerprint, read.problem, read.state === 'read' ? read.at : null, read.bindingDigest])).length > 0;
  }
}

/** Puts off wanting records, with the run whose tasks need them. */
export function wantRecords(sql: Sql, requestId: string, at: string, records: readonly WantedRecord[]): void {
  if (records.length > 0) sql.defer(want, [requestId, at, JSON.stringify(records)]);
}

/** Puts off noting which record a decision saw. */
export function pinRecord(sql: Sql, decisionId: string, recordId: string): void {
  sql.defer(pin, [decisionId, recordId]);
}
