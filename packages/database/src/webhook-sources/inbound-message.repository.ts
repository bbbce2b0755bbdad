import type { MessageState } from '@countersign/contracts/webhook-sources';
import { pageOf, readCursor, uuidCursor, type PageOf, type PageRequest } from '../platform/page.js';
import type { Sql } from '../platform/sql.js';

export interface InboundMessage {
  readonly id: string;
  readonly sourceId: string;
  readonly messageId: string;
  readonly receivedAt: Date;
  readonly type: string | null;
  readonly state: MessageState;
  readonly attempts: number;
  readonly problem: string | null;
  readonly nextAttemptAt: Date | null;
  readonly endedAt: Date | null;
  readonly requestId: string | null;
  readonly requestNumber: number | null;
  readonly effectId: string | null;
  /** When the secret was made that it was signed with; null for those from before this was noted. */
  readonly secretMadeAt: Date | null;
}

/** One with how it begins, for whoever mends the source by it. */
export interface MessageSample extends InboundMessage {
  readonly bodyStart: string;
  readonly bodyBytes: number;
}

export interface MessageCounts {
  readonly received: number;
  readonly kept: number;
  readonly dead: number;
}

/** As it is carried out: with what it says. */
export interface HeldMessage extends Omit<InboundMessage, 'requestId' | 'requestNumber' | 'effectId' | 'secretMadeAt'> {
  readonly body: string;
  /** The audit entry of its arrival. */
  readonly causeId: string;
}

export interface MessageAttempt {
  readonly id: string;
  readonly type: string | null;
  readonly state: MessageState;
  readonly problem: string | null;
  readonly nextAttemptAt: Date | null;
  readonly endedAt: Date | null;
  readonly requestId: string | null;
  readonly effectId: string | null;
}

const COLUMNS = `m.id, m.source_id as "sourceId", m.message_id as "messageId", m.received_at as "receivedAt", m.type, m.state, m.attempts, m.problem, m.next_attempt_at as "nextAttemptAt", m.ended_at as "endedAt"`;
const insert = {
  name: 'inbound_messages.insert',
  text: `insert into app.inbound_messages (tenant_id, id, source_id, message_id, received_at, body, cause_id, secret_made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (tenant_id, source_id, message_id) do nothing returning id`,
};
const findId = { name: 'inbound_messages.find_id', text: 'select m.id from app.inbound_messages m where m.tenant_id = $1 and m.source_id = $2 and m.message_id = $3' };
const list = {
  name: 'inbound_messages.list',
  text: `select ${COLUMNS}, m.request_id as "requestId", q.number::int as "requestNumber", m.effect_id as "effectId", m.secret_made_at as "secretMadeAt"
           from app.inbound_messages m left join app.requests q on q.tenant_id = $1 and q.id = m.request_id
          where m.tenant_id = $1 and m.source_id = $2 and ($3::uuid is null or m.id < $3) order by m.id desc limit $4`,
};
const listInState = {
  name: 'inbound_messages.list_in_state',
  text: `select ${COLUMNS}, m.request_id as "requestId", q.number::int as "requestNumber", m.effect_id as "effectId", m.secret_made_at as "secretMadeAt"
           from app.inbound_messages m left join app.requests q on q.tenant_id = $1 and q.id = m.request_id
          where m.tenant_id = $1 and m.source_id = $2 and m.state = $5 and ($3::uuid is null or m.id < $3) order by m.id desc limit $4`,
};
const begin = {
  name: 'inbound_messages.begin',
  text: `update app.inbound_messages set attempts = attempts + 1, next_attempt_at = $3
          where tenant_id = $1 and id = $2 and state = 'received' and (next_attempt_at is null or next_attempt_at <= $4) returning attempts`,
};
const lock = { name: 'inbound_messages.lock', text: `select ${COLUMNS}, m.body, m.cause_id as "causeId" from app.inbound_messages m where m.tenant_id = $1 and m.id = $2 for update` };
const settle = {
  name: 'inbound_messages.settle',
  text: 'update app.inbound_messages set type = $3, state = $4, problem = $5, next_attempt_at = $6, ended_at = $7, request_id = $8, effect_id = $9 where tenant_id = $1 and id = $2',
};
// Chosen once: as a subquery it is run again for each row, and with rows changed meanwhile it lets more through than the limit.
const revive = {
  name: 'inbound_messages.revive',
  text: `with chosen as materialized (
           select m.id from app.inbound_messages m
            where m.tenant_id = $1 and m.source_id = $2 and m.state = 'dead' and ($3::uuid[] is null or m.id = any ($3)) and ($5::timestamptz is null or m.ended_at <= $5)
            order by m.id limit $4 for update)
         update app.inbound_messages set state = 'received', attempts = 0, next_attempt_at = null, ended_at = null
          where tenant_id = $1 and source_id = $2 and state = 'dead' and id in (select chosen.id from chosen) returning id`,
};
const wake = {
  name: 'inbound_messages.wake',
  text: "update app.inbound_messages set state = 'received', attempts = 0, problem = null, next_attempt_at = null where tenant_id = $1 and request_id = $2 and state = 'kept' returning id",
};
const findRequest = { name: 'inbound_messages.find_request', text: 'select q.id from app.requests q where q.tenant_id = $1 and q.number = $2' };
const countNamed = { name: 'inbound_messages.count_named', text: 'select count(*)::int as count from app.inbound_messages m where m.tenant_id = $1 and m.source_id = $2 and m.id = any ($3::uuid[])' };
const countDead = {
  name: 'inbound_messages.count_dead',
  text: "select count(*)::int as count from app.inbound_messages m where m.tenant_id = $1 and m.source_id = $2 and m.state = 'dead' and ($3::timestamptz is null or m.ended_at <= $3)",
};
// The rows are found first: a long message is read for those only that are shown.
const listSamples = {
  name: 'inbound_messages.list_samples',
  text: `select ${COLUMNS}, m.request_id as "requestId", q.number::int as "requestNumber", m.effect_id as "effectId", m.secret_made_at as "secretMadeAt", left(m.body, $6) as "bodyStart", octet_length(m.body) as "bodyBytes"
           from app.inbound_messages m left join app.requests q on q.tenant_id = $1 and q.id = m.request_id
          where m.tenant_id = $1 and m.source_id = $2 and ($5::text is null or m.state = $5) and ($3::uuid is null or m.id < $3) order by m.id desc limit $4`,
};
// Not more than are worth a number: what is done is not counted at all.
const countOpen = {
  name: 'inbound_messages.count_open',
  text: `select (select count(*)::int from (select 1 from app.inbound_messages m where m.tenant_id = $1 and m.source_id = $2 and m.state = 'received' limit $3) r) as received,
                (select count(*)::int from (select 1 from app.inbound_messages m where m.tenant_id = $1 and m.source_id = $2 and m.state = 'kept' limit $3) k) as kept,
                (select count(*)::int from app.inbound_messages m where m.tenant_id = $1 and m.source_id = $2 and m.state = 'dead') as dead`,
};
const listProblems = {
  name: 'inbound_messages.list_problems',
  text: `select d.problem, count(*)::int as count from (select m.problem from app.inbound_messages m where m.tenant_id = $1 and m.source_id = $2 and m.state = 'dead' order by m.id desc limit $3) d
          group by d.problem order by count(*) desc, d.problem limit $4`,
};

export class InboundMessageRepository {
  constructor(private readonly sql: Sql) {}

  /** False where a message of this id is there already; one that is just being kept by another is waited for. */
  async insert(message: { readonly id: string; readonly sourceId: string; readonly messageId: string; readonly at: Date; readonly body: string; readonly causeId: string; readonly secretMadeAt: Date }): Promise<boolean> {
    return (await this.sql.rows(insert, [message.id, message.sourceId, message.messageId, message.at, message.body, message.causeId, message.secretMadeAt])).length > 0;
  }

  async findId(sourceId: string, messageId: string): Promise<string | null> {
    return (await this.sql.rows<{ id: string }>(findId, [sourceId, messageId]))[0]?.id ?? null;
  }

  async list(sourceId: string, state: MessageState | null, { limit, after }: PageRequest): Promise<PageOf<InboundMessage>> {
    const values = [sourceId, after === null ? null : readCursor(after, uuidCursor), limit + 1];
    const rows = state === null ? this.sql.rows<InboundMessage>(list, values) : this.sql.rows<InboundMessage>(listInState, [...values, state]);
    return pageOf(await rows, limit, (row) => row.id);
  }

  /** Counts an attempt before it is made, so that one which ends its worker is counted too. Null where it is not its turn, or it has ended. */
  async begin(id: string, { at, until }: { readonly at: Date; readonly until: Date }): Promise<number | null> {
    return (await this.sql.rows<{ attempts: number }>(begin, [id, until, at]))[0]?.attempts ?? null;
  }

  async lock(id: string): Promise<HeldMessage | null> {
    return (await this.sql.rows<HeldMessage>(lock, [id]))[0] ?? null;
  }

  async settle(attempt: MessageAttempt): Promise<void> {
    await this.sql.rows(settle, [attempt.id, attempt.type, attempt.state, attempt.problem, attempt.nextAttemptAt, attempt.endedAt, attempt.requestId, attempt.effectId]);
  }

  /** As `list`, with how each begins. */
  async listSamples(sourceId: string, state: MessageState | null, { limit, after }: PageRequest, characters: number): Promise<PageOf<MessageSample>> {
    const values = [sourceId, after === null ? null : readCursor(after, uuidCursor), limit + 1, state, characters];
    return pageOf(await this.sql.rows<MessageSample>(listSamples, values), limit, (row) => row.id);
  }

  /** How many have not come to an end, at most `max` of those that may still do so by themselves; and every dead letter. */
  async countOpen(sourceId: string, max: number): Promise<MessageCounts> {
    return (await this.sql.rows<MessageCounts>(countOpen, [sourceId, max]))[0] ?? { received: 0, kept: 0, dead: 0 };
  }

  /** Why the latest dead letters died, the most frequent reason first. */
  async listProblems(sourceId: string, { among, limit }: { readonly among: number; readonly limit: number }): Promise<{ problem: string; count: number }[]> {
    return this.sql.rows<{ problem: string; count: number }>(listProblems, [sourceId, among, limit]);
  }

  /** Makes dead letters wait for an attempt again: those that are named or, with null, the oldest; with `by`, of those only that had died by then. */
  async revive(sourceId: string, ids: readonly string[] | null, limit: number, by: Date | null): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>(revive, [sourceId, ids, limit, by])).map((row) => row.id).toSorted();
  }

  /** What was kept for a request waits for an attempt again. */
  async wake(requestId: string): Promise<string[]> {
    return (await this.sql.rows<{ id: string }>(wake, [requestId])).map((row) => row.id).toSorted();
  }

  async findRequest(number: number): Promise<string | null> {
    return (await this.sql.rows<{ id: string }>(findRequest, [number]))[0]?.id ?? null;
  }

  /** Whether all of these are messages of the source. */
  async haveAll(sourceId: string, ids: readonly string[]): Promise<boolean> {
    return (await this.sql.rows<{ count: number }>(countNamed, [sourceId, ids]))[0]?.count === new Set(ids).size;
  }

  async countDead(sourceId: string, by: Date | null): Promise<number> {
    return (await this.sql.rows<{ count: number }>(countDead, [sourceId, by]))[0]?.count ?? 0;
  }
}
