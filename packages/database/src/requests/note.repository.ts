import type { Sql } from '../platform/sql.js';

/** A note as it is shown. */
export interface NoteRow {
  readonly id: string;
  readonly authorId: string;
  readonly authorName: string;
  /** With a token for each member that it mentions; empty where it was removed. */
  readonly text: string;
  readonly writtenAt: string;
  readonly editedAt: string | null;
  readonly removedAt: string | null;
  readonly mentions: readonly { readonly memberId: string; readonly name: string }[];
}

export interface NewNote {
  readonly id: string;
  readonly requestId: string;
  readonly authorId: string;
  readonly text: string;
  readonly at: string;
}

/** A note that its author may be about to change. */
export interface LockedNote {
  readonly authorId: string;
  readonly text: string;
  readonly writtenAt: Date;
  readonly removedAt: Date | null;
  readonly mentionedIds: readonly string[];
}

/** A member beside one request: what their roles give, and what part they have in it. */
export interface BesideRequest {
  readonly memberId: string;
  readonly name: string;
  readonly unit: string | null;
  readonly permissions: readonly string[];
  readonly isRequester: boolean;
  readonly isCandidate: boolean;
}

const insert = {
  name: 'notes.insert',
  // Counted in the same statement: two at once may pass the limit by one, which harms nobody.
  text: `insert into app.notes (tenant_id, id, request_id, author_id, text, written_at)
         select $1, $2, $3, $4, $5, $6
          where (select count(*) from app.notes n where n.tenant_id = $1 and n.request_id = $3) < $7::int
         returning id`,
};
const lock = {
  name: 'notes.lock',
  text: `select n.author_id as "authorId", n.text, n.written_at as "writtenAt", n.removed_at as "removedAt",
                array(select mention.member_id from app.note_mentions mention where mention.tenant_id = $1 and mention.note_id = n.id) as "mentionedIds"
           from app.notes n where n.tenant_id = $1 and n.request_id = $2 and n.id = $3 for update of n`,
};
const edit = { name: 'notes.edit', text: 'update app.notes set text = $3, edited_at = $4 where tenant_id = $1 and id = $2' };
const remove = { name: 'notes.remove', text: `update app.notes set text = '', removed_at = $3 where tenant_id = $1 and id = $2` };
const mention = {
  name: 'notes.mention',
  text: `with gone as (
           delete from app.note_mentions where tenant_id = $1 and note_id = $2 and member_id <> all ($3::uuid[]) returning member_id
         )
         insert into app.note_mentions (tenant_id, note_id, member_id) select $1, $2, named.id from unnest($3::uuid[]) as named (id)
         on conflict (tenant_id, note_id, member_id) do nothing`,
};

const BESIDE = `
  select m.id as "memberId", m.name, m.unit, q.requester_id = m.id as "isRequester",
         exists (select 1 from app.task_candidates c where c.tenant_id = $1 and c.request_id = q.id and c.member_id = m.id and c.included) or exists (select 1 from app.asks a where a.tenant_id = $1 and a.request_id = q.id and a.member_id = m.id) as "isCandidate",
         array(select distinct given.permission from app.member_roles mr join app.roles r on r.tenant_id = $1 and r.id = mr.role_id cross join lateral unnest(r.permissions) as given (permission)
                where mr.tenant_id = $1 and mr.member_id = m.id) as permissions
    from app.members m join app.requests q on q.tenant_id = $1 and q.id = $2
   where m.tenant_id = $1 and m.deactivated_at is null`;
const beside = { name: 'notes.beside', text: `${BESIDE} and m.id = any ($3::uuid[])` };
const findReaders = {
  name: 'notes.find_readers',
  text: `${BESIDE} and ($3 = '' or position(' ' || lower($3) in ' ' || lower(m.name)) > 0)
     and exists (select 1 from app.member_roles held join app.roles x on x.tenant_id = $1 and x.id = held.role_id
                  where held.tenant_id = $1 and held.member_id = m.id
                    and ('request.read_all' = any (x.permissions)
                         or ('request.read' = any (x.permissions)
                             and (q.requester_id = m.id or exists (select 1 from app.task_candidates asked where asked.tenant_id = $1 and asked.request_id = q.id and asked.member_id = m.id and asked.included)
                                  or exists (select 1 from app.asks a where a.tenant_id = $1 and a.request_id = q.id and a.member_id = m.id)))))
   order by m.name, m.id limit $4`,
};

/** Remarks on requests, and who may read what they are on. */
export class NoteRepository {
  constructor(private readonly sql: Sql) {}

  /** False where the request holds `limit` notes already. */
  async insert({ id, requestId, authorId, text, at }: NewNote, limit: number): Promise<boolean> {
    return (await this.sql.rows(insert, [id, requestId, authorId, text, at, limit])).length === 1;
  }

  async lock(requestId: string, noteId: string): Promise<LockedNote | null> {
    return (await this.sql.rows<LockedNote>(lock, [requestId, noteId]))[0] ?? null;
  }

  edit(noteId: string, text: string, at: Date): void {
    this.sql.defer(edit, [noteId, text, at]);
  }

  /** What it said is gone; that there was one, and whose, stays. */
  remove(noteId: string, at: Date): void {
    this.sql.defer(remove, [noteId, at]);
  }

  /** Makes exactly these the members whom a note mentions. */
  mention(noteId: string, memberIds: readonly string[]): void {
    this.sql.defer(mention, [noteId, memberIds]);
  }

  /** Those of the members who belong to the company, each beside the request; whether they may read it is for the ability to say. */
  listBeside(requestId: string, memberIds: readonly string[]): Promise<BesideRequest[]> {
    return this.sql.rows<BesideRequest>(beside, [requestId, memberIds]);
  }

  /** Members who hold what reading this request takes, a word of whose name begins so. */
  findReaders(requestId: string, search: string, limit: number): Promise<BesideRequest[]> {
    return this.sql.rows<BesideRequest>(findReaders, [requestId, search, limit]);
  }
}
