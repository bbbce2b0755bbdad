import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a change writes, in one round trip each. They run as the caller, under its row security and grants;
 * the tenant is a parameter of every statement besides.
 */
export class CreateWriting1795200009000 implements MigrationInterface {
  readonly name = 'CreateWriting1795200009000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(saveRun);
    await queryRunner.query(conclude);
    await queryRunner.query(`
      revoke all on function app.save_run(uuid, jsonb), app.conclude(uuid, jsonb) from public;
      grant execute on function app.save_run(uuid, jsonb), app.conclude(uuid, jsonb) to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

/** The new state of a run with everything that follows from its facts. */
const saveRun = `
  create function app.save_run(t uuid, c jsonb) returns void
  language plpgsql set search_path = pg_catalog as $body$
  declare
    run_key uuid := (c->>'runId')::uuid;
    request_key uuid := (c->>'requestId')::uuid;
    moment timestamptz := (c->>'at')::timestamptz;
    part jsonb;
  begin
    update app.runs set state = c->'state', fact_count = (c->>'factCount')::int where tenant_id = t and id = run_key;
    update app.requests set status = c->'state'->>'status', updated_at = moment, revision = (c->'state'->>'revision')::int,
           title = coalesce(c->>'title', title),
           amount = case when c ? 'title' then (c->>'amount')::numeric else amount end,
           currency = case when c ? 'title' then c->>'currency' else currency end
     where tenant_id = t and id = request_key;
    insert into app.facts (tenant_id, run_id, seq, at, fact)
      select t, run_key, f.seq, (f.fact->>'at')::timestamptz, f.fact from jsonb_to_recordset(c->'facts') as f (seq int, fact jsonb)
      on conflict (tenant_id, run_id, seq) do nothing;
    if (select count(*) from app.facts where tenant_id = t and run_id = run_key) <> (c->>'factCount')::int then
      raise exception 'the run has moved on' using errcode = '40001';
    end if;
    if c ? 'decision' then
      part := c->'decision';
      insert into app.decisions (tenant_id, id, task_id, request_id, member_id, verdict, reason, revision, revision_digest, consequences_digest, decided_at)
      values (t, (part->>'id')::uuid, (part->>'taskId')::uuid, request_key, (part->>'memberId')::uuid, part->>'verdict', part->>'reason',
              (part->>'revision')::int, part->>'revisionDigest', part->>'consequencesDigest', moment);
      update app.task_candidates set waiting = false where tenant_id = t and task_id = (part->>'taskId')::uuid and member_id = (part->>'memberId')::uuid;
    end if;
    if c ? 'closedTask' then
      part := c->'closedTask';
      update app.tasks set status = part->>'status', closed_at = moment where tenant_id = t and run_id = run_key and number = (part->>'number')::int;
      update app.task_candidates set waiting = false
       where tenant_id = t and task_id = (select k.id from app.tasks k where k.tenant_id = t and k.run_id = run_key and k.number = (part->>'number')::int) and waiting;
    end if;
    if c ? 'openedTask' then
      part := c->'openedTask';
      insert into app.tasks (tenant_id, id, run_id, request_id, number, step_id, step_name, status, quorum, opened_at)
      values (t, (part->>'id')::uuid, run_key, request_key, (part->>'number')::int, part->>'stepId', part->>'stepName', 'open', (part->>'quorum')::int, moment);
      insert into app.task_candidates (tenant_id, task_id, member_id, request_id, included, because, waiting)
        select t, (part->>'id')::uuid, p."memberId", request_key, p.included, p.because, p.included
          from jsonb_to_recordset(part->'people') as p ("memberId" uuid, included boolean, because text)
        on conflict (tenant_id, task_id, member_id) do nothing;
    end if;
    insert into app.effects (tenant_id, id, run_id, request_id, step_id, step_name, kind, endpoint_id, event, payload, payload_digest, revision_digest, state, wanted_at, cause_id)
      select t, e.id, run_key, request_key, e."stepId", e."stepName", e.kind, e."endpointId", e.event, e.payload, e."payloadDigest", c->'state'->>'revisionDigest', 'wanted', moment, e."causeId"
        from jsonb_to_recordset(coalesce(c->'effects', '[]')) as e (id uuid, "stepId" text, "stepName" text, kind text, "endpointId" uuid, event text, payload text, "payloadDigest" text, "causeId" uuid)
      on conflict (tenant_id, id) do nothing;
  end $body$;
`;

/** What every change leaves behind: audit, usage, jobs, and the answer under its idempotency key. */
const conclude = `
  create function app.conclude(t uuid, c jsonb) returns void
  language plpgsql set search_path = pg_catalog as $body$
  declare
    part jsonb;
    touched integer;
  begin
    insert into app.audit_entries (tenant_id, id, canonical)
      select t, a.id, convert_to(a.canonical, 'UTF8') from jsonb_to_recordset(c->'audit') as a (id uuid, canonical text)
      on conflict (tenant_id, id) do nothing;
    insert into app.usage_events (tenant_id, meter, subject_id, quantity, at)
      select t, u.meter, u."subjectId", u.quantity, u.at from jsonb_to_recordset(coalesce(c->'usage', '[]')) as u (meter text, "subjectId" uuid, quantity numeric, at timestamptz)
      on conflict (tenant_id, meter, subject_id) do nothing;
    for part in select value from jsonb_array_elements(coalesce(c->'jobs', '[]')) loop
      perform app.enqueue(t, part->>'queue', part->'data', (part->>'delayMs')::int);
    end loop;
    if c ? 'key' then
      part := c->'key';
      update app.idempotency_keys set reply = part->>'reply', receipt = part->>'receipt'
       where tenant_id = t and actor_id = (part->>'actorId')::uuid and operation = part->>'operation' and key = part->>'key';
      get diagnostics touched = row_count;
      if touched <> 1 then raise exception 'the claim on the key is gone' using errcode = '40001'; end if;
    end if;
  end $body$;
`;
