import type { Sql } from '../platform/sql.js';

export interface AttachmentRow {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface NewAttachment extends AttachmentRow {
  readonly uploadedBy: string;
  readonly at: Date;
}

/** What a revision says that somebody signed. */
export interface SignedContent {
  readonly content: Record<string, unknown>;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

const COLUMNS = 'f.id, f.name, f.media_type as "mediaType", f.bytes, f.sha256';
const announce = { name: 'attachments.announce', text: 'insert into app.attachments (tenant_id, id, uploaded_by, name, media_type, bytes, sha256, announced_at) values ($1, $2, $3, $4, $5, $6, $7, $8)' };
const findOwn = { name: 'attachments.find_own', text: `select ${COLUMNS}, f.checked_at is not null as "isChecked" from app.attachments f where f.tenant_id = $1 and f.id = $2 and f.uploaded_by = $3 and f.discarded_at is null` };
const markChecked = { name: 'attachments.mark_checked', text: 'update app.attachments set checked_at = coalesce(checked_at, $3) where tenant_id = $1 and id = $2 and discarded_at is null returning id' };
// Shared: two requests may take the same one, but nobody may give it up meanwhile.
const lockUsable = {
  name: 'attachments.lock_usable',
  text: `select ${COLUMNS} from app.attachments f
          where f.tenant_id = $1 and f.id = any ($2::uuid[]) and f.checked_at is not null and f.discarded_at is null
            and (f.uploaded_by = $3 or exists (select 1 from app.revision_attachments r where r.tenant_id = $1 and r.attachment_id = f.id and r.request_id = $4::uuid))
            for share of f`,
};
const listOf = {
  name: 'attachments.list_of',
  text: `select ${COLUMNS} from app.revision_attachments r join app.attachments f on f.tenant_id = $1 and f.id = r.attachment_id
          where r.tenant_id = $1 and r.request_id = $2 and r.revision = $3 order by r.position`,
};
const findOf = {
  name: 'attachments.find_of',
  text: `select ${COLUMNS} from app.attachments f where f.tenant_id = $1 and f.id = $3
            and exists (select 1 from app.revision_attachments r where r.tenant_id = $1 and r.request_id = $2 and r.attachment_id = f.id)`,
};
const link = {
  name: 'attachments.link',
  text: `insert into app.revision_attachments (tenant_id, request_id, revision, attachment_id, position)
         select $1, $2, $3, part.id, part.position::int from unnest($4::uuid[]) with ordinality as part (id, position)
         on conflict (tenant_id, request_id, revision, attachment_id) do nothing`,
};
const contentsOf = { name: 'attachments.contents_of', text: `select v.revision, v.content,
         coalesce((select jsonb_agg(jsonb_build_object('name', f.name, 'sha256', f.sha256)) from app.revision_attachments part join app.attachments f on f.tenant_id = $1 and f.id = part.attachment_id
                    where part.tenant_id = $1 and part.request_id = v.request_id and part.revision = v.revision), '[]') as files
         from app.revisions v where v.tenant_id = $1 and v.request_id = $2 and v.revision = any ($3::int[])` };
const lockOld = {
  name: 'attachments.lock_old',
  text: `select f.id from app.attachments f where f.tenant_id = $1 and f.announced_at < $2
            and not exists (select 1 from app.revision_attachments r where r.tenant_id = $1 and r.attachment_id = f.id)
          order by f.announced_at limit $3 for update of f skip locked`,
};
// A statement of its own: it sees what was linked while the lock was awaited, which the one that waited does not.
const discard = {
  name: 'attachments.discard',
  text: `update app.attachments set discarded_at = coalesce(discarded_at, $3) where tenant_id = $1 and id = any ($2::uuid[])
            and not exists (select 1 from app.revision_attachments r where r.tenant_id = $1 and r.attachment_id = app.attachments.id) returning id`,
};
const forget = { name: 'attachments.forget', text: 'delete from app.attachments where tenant_id = $1 and id = $2 and discarded_at is not null' };

/** Files of requests: announced, looked at, and then part of revisions, or given up. */
export class AttachmentRepository {
  constructor(private readonly sql: Sql) {}

  async announce({ id, uploadedBy, name, mediaType, bytes, sha256, at }: NewAttachment): Promise<void> {
    await this.sql.rows(announce, [id, uploadedBy, name, mediaType, bytes, sha256, at]);
  }

  /** One that this member has announced, and that was not given up. */
  async findOwn(id: string, memberId: string): Promise<(AttachmentRow & { readonly isChecked: boolean }) | null> {
    return (await this.sql.rows<AttachmentRow & { isChecked: boolean }>(findOwn, [id, memberId]))[0] ?? null;
  }

  /** False where it was given up meanwhile. */
  async markChecked(id: string, at: Date): Promise<boolean> {
    return (await this.sql.rows(markChecked, [id, at])).length === 1;
  }

  /** Those of them that may be part of a revision: checked, and the member's own or part of that request already. Nobody gives them up until this transaction ends. */
  lockUsable(ids: readonly string[], memberId: string, requestId: string | null): Promise<AttachmentRow[]> {
    return this.sql.rows<AttachmentRow>(lockUsable, [ids, memberId, requestId]);
  }

  listOf(requestId: string, revision: number): Promise<AttachmentRow[]> {
    return this.sql.rows<AttachmentRow>(listOf, [requestId, revision]);
  }

  /** What these revisions of a request say, with their files, by number. */
  async contentsOf(requestId: string, revisions: readonly number[]): Promise<Map<number, SignedContent>> {
    if (revisions.length === 0) return new Map();
    const rows = await this.sql.rows<SignedContent & { revision: number }>(contentsOf, [requestId, revisions]);
    return new Map(rows.map(({ revision, ...signed }) => [revision, signed]));
  }

  /** One that is part of any revision of a request. */
  async findOf(requestId: string, id: string): Promise<AttachmentRow | null> {
    return (await this.sql.rows<AttachmentRow>(findOf, [requestId, id]))[0] ?? null;
  }

  async link(requestId: string, revision: number, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.sql.rows(link, [requestId, revision, ids]);
  }

  /** Gives up those that were announced before and are part of nothing; `limit` at most. Their bytes may go once this has committed. */
  async discardUnused(before: Date, at: Date, limit: number): Promise<string[]> {
    const old = await this.sql.rows<{ id: string }>(lockOld, [before, limit]);
    if (old.length === 0) return [];
    return (await this.sql.rows<{ id: string }>(discard, [old.map(({ id }) => id), at])).map(({ id }) => id);
  }

  async forget(id: string): Promise<void> {
    await this.sql.rows(forget, [id]);
  }
}
