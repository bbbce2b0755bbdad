import type { Sql } from '../platform/sql.js';

export interface NewNote {
  readonly id: string;
  readonly requestId: string;
  readonly authorId: string;
  readonly text: string;
  readonly at: string;
}

const insert = {
  name: 'notes.insert',
  // Counted in the same statement: two at once may pass the limit by one, which harms nobody.
  text: `insert into app.notes (tenant_id, id, request_id, author_id, text, written_at)
         select $1, $2, $3, $4, $5, $6
          where (select count(*) from app.notes n where n.tenant_id = $1 and n.request_id = $3) < $7::int
         returning id`,
};

/** Remarks on requests. They are added, and never changed. */
export class NoteRepository {
  constructor(private readonly sql: Sql) {}

  /** False where the request holds `limit` notes already. */
  async insert({ id, requestId, authorId, text, at }: NewNote, limit: number): Promise<boolean> {
    return (await this.sql.rows(insert, [id, requestId, authorId, text, at, limit])).length === 1;
  }
}
