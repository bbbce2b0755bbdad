import type { Sql } from '../platform/sql.js';

/** Who an effect `e` asks, by name; null where it asks nobody. */
export const ASKED_NAMES = `(select string_agg(p.name, ', ' order by p.name, p.id) from app.asks k join app.members p on p.tenant_id = $1 and p.id = k.member_id where k.tenant_id = $1 and k.effect_id = e.id and k.counts)`;

// Each once, by the first of the ways in which the workflow names them; nobody who has left, nor who could not see what they are asked about.
const find = {
  name: 'asks.find',
  text: `with named (id, because, place) as (
           select q.requester_id, 'made the request', 1 from app.requests q where q.tenant_id = $1 and q.id = $2 and $3
           union all
           select r.manager_id, 'is the manager of ' || r.name, 2 from app.requests q join app.members r on r.tenant_id = $1 and r.id = q.requester_id where q.tenant_id = $1 and q.id = $2 and $4
           union all
           select asked.id, 'is named by the workflow', 3 from unnest($5::uuid[]) as asked (id)
           union all
           select mr.member_id, 'holds the role ' || x.name, 4 from app.roles x join app.member_roles mr on mr.tenant_id = $1 and mr.role_id = x.id where x.tenant_id = $1 and x.id = any ($6::uuid[])
           union all
           select gm.member_id, 'is in the group ' || g.name, 5 from app.groups g join app.group_members gm on gm.tenant_id = $1 and gm.group_id = g.id where g.tenant_id = $1 and g.id = any ($7::uuid[])
         )
         select distinct on (m.id) m.id as "memberId", n.because
           from named n join app.members m on m.tenant_id = $1 and m.id = n.id
          where m.tenant_id = $1 and m.deactivated_at is null and (m.expires_at is null or m.expires_at > now())
            and exists (select 1 from app.member_roles held join app.roles r on r.tenant_id = $1 and r.id = held.role_id
                         where held.tenant_id = $1 and held.member_id = m.id and r.permissions && '{request.read,request.read_all}')
          order by m.id, n.place, n.because`,
};
const replace = { name: 'asks.replace', text: 'update app.asks set counts = false where tenant_id = $1 and effect_id = $2 and counts and member_id <> all ($3::uuid[])' };
const insert = {
  name: 'asks.insert',
  text: `insert into app.asks (tenant_id, effect_id, member_id, request_id, because, counts, asked_at)
         select $1, $2, x."memberId", $3, x.because, true, $4 from jsonb_to_recordset($5::jsonb) as x ("memberId" uuid, because text)
         on conflict (tenant_id, effect_id, member_id) do update set because = excluded.because, counts = true, asked_at = excluded.asked_at`,
};
const isAsked = { name: 'asks.is_asked', text: 'select a.counts from app.asks a where a.tenant_id = $1 and a.effect_id = $2 and a.member_id = $3' };
const findAnswer = {
  name: 'asks.find_answer',
  text: `select e.state, e.resolution, e.last_problem as problem, m.name from app.effects e left join app.members m on m.tenant_id = $1 and m.id = e.resolved_by where e.tenant_id = $1 and e.id = $2`,
};
const listOpen = {
  name: 'asks.open_of_request',
  text: `select e.id as "effectId", e.step_name as "stepName", e.undoes_id is not null as undoes, e.payload::jsonb->>'text' as text,
                jsonb_agg(jsonb_build_object('memberId', m.id, 'name', m.name, 'because', a.because) order by m.name, m.id) as people, max(a.asked_at) as "askedAt"
           from app.effects e join app.asks a on a.tenant_id = $1 and a.effect_id = e.id and a.counts join app.members m on m.tenant_id = $1 and m.id = a.member_id
          where e.tenant_id = $1 and e.request_id = $2 and e.state = 'asked' group by e.id, e.step_name, e.undoes_id, e.payload order by e.id`,
};

const listOf = {
  name: 'asks.of_member',
  text: `select e.id as "effectId", e.step_name as "stepName", e.payload::jsonb->>'text' as text, a.because, a.asked_at as "askedAt", jsonb_build_object('id', q.id, 'number', q.number::int, 'title', q.title) as request
           from app.asks a join app.effects e on e.tenant_id = $1 and e.id = a.effect_id and e.state = 'asked' join app.requests q on q.tenant_id = $1 and q.id = a.request_id
          where a.tenant_id = $1 and a.member_id = $2 and a.counts order by a.asked_at, e.id limit $3`,
};

/** Whom an effect asks, by who they are or by what they belong to. */
export interface Doers {
  readonly requester: boolean;
  readonly manager: boolean;
  readonly memberIds: readonly string[];
  readonly roleIds: readonly string[];
  readonly groupIds: readonly string[];
}

export interface AskedMember {
  readonly memberId: string;
  /** To be read after their name. */
  readonly because: string;
}

export interface OpenAsk {
  readonly effectId: string;
  readonly stepName: string;
  readonly undoes: boolean;
  readonly text: string;
  readonly people: readonly (AskedMember & { readonly name: string })[];
  readonly askedAt: Date;
}

export interface AskOfMember {
  readonly effectId: string;
  readonly stepName: string;
  readonly text: string;
  readonly because: string;
  readonly askedAt: Date;
  readonly request: { readonly id: string; readonly number: number; readonly title: string };
}

/** How an ask was answered, or why it was not. */
export interface AskAnswer {
  readonly state: string;
  readonly resolution: string | null;
  readonly problem: string | null;
  /** Who said so; null where nobody did, or it could not be done. */
  readonly name: string | null;
}

/** Who is asked to do something for a request outside, and why they. */
export class AskRepository {
  constructor(private readonly sql: Sql) {}

  /** Who they are now. */
  findDoers(requestId: string, { requester, manager, memberIds, roleIds, groupIds }: Doers): Promise<AskedMember[]> {
    return this.sql.rows<AskedMember>(find, [requestId, requester, manager, memberIds, roleIds, groupIds]);
  }

  /** Puts off writing down that these are asked, and nobody else any more. */
  ask({ effectId, requestId, people, at }: { readonly effectId: string; readonly requestId: string; readonly people: readonly AskedMember[]; readonly at: Date }): void {
    this.sql.defer(replace, [effectId, people.map(({ memberId }) => memberId)]);
    this.sql.defer(insert, [effectId, requestId, at, JSON.stringify(people)]);
  }

  async isAsked(effectId: string, memberId: string): Promise<boolean> {
    return (await this.sql.rows<{ counts: boolean }>(isAsked, [effectId, memberId]))[0]?.counts === true;
  }

  async findAnswer(effectId: string): Promise<AskAnswer | null> {
    return (await this.sql.rows<AskAnswer>(findAnswer, [effectId]))[0] ?? null;
  }

  /** What is asked of a member and not answered yet, the longest asked first. */
  listOf(memberId: string, limit: number): Promise<AskOfMember[]> {
    return this.sql.rows<AskOfMember>(listOf, [memberId, limit]);
  }

  /** What is asked for a request and not answered yet, with whom it waits for. */
  listOpen(requestId: string): Promise<OpenAsk[]> {
    return this.sql.rows<OpenAsk>(listOpen, [requestId]);
  }
}
