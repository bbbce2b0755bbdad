import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the sequencer finds what is to be taken into the logs of companies, and the only ways in which anything is added to them. */
export class CreateSequencer1796430001000 implements MigrationInterface {
  readonly name = 'CreateSequencer1796430001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(appending);
    await queryRunner.query(checkpointing);
    await queryRunner.query(sequencing);
    await queryRunner.query(`
      revoke all on function app.append_audit(uuid, bigint, bigint, bigint, xid8, uuid, bytea, smallint[], bigint[], bytea[]), app.add_audit_checkpoint(uuid, bigint, bigint, bytea, timestamptz, xid8, text, bytea, boolean),
        app.announce_audit_key(uuid, bytea, uuid), entry.hold_sequencer(uuid, integer, integer), entry.release_sequencer(uuid), entry.find_sequencer(), entry.list_unsequenced(integer, integer) from public;
      grant execute on function app.append_audit(uuid, bigint, bigint, bigint, xid8, uuid, bytea, smallint[], bigint[], bytea[]), app.add_audit_checkpoint(uuid, bigint, bigint, bytea, timestamptz, xid8, text, bytea, boolean),
        app.announce_audit_key(uuid, bytea, uuid), entry.hold_sequencer(uuid, integer, integer), entry.release_sequencer(uuid), entry.list_unsequenced(integer, integer) to cs_worker;
      grant execute on function entry.find_sequencer() to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}

/**
 * The only ways to a leaf and a checkpoint. What is appended is read from the entries themselves, in their order, so that nobody can leave one
 * out or append another; the caller says only how far, and what the tree comes to.
 */
const appending = `
  create function app.append_audit(in_tenant uuid, of_term bigint, from_size bigint, to_size bigint, to_xid xid8, to_entry uuid, new_frontier bytea, node_levels smallint[], node_positions bigint[], node_hashes bytea[]) returns void
  language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off set enable_bitmapscan = off as $body$
  declare
    log app.audit_logs;
    appended bigint;
  begin
    if in_tenant is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid then
      raise exception 'this transaction has not entered that tenant' using errcode = '42501';
    end if;
    if to_xid >= pg_snapshot_xmin(pg_current_snapshot()) then
      raise exception 'somebody may still write before that place' using errcode = '40001';
    end if;
    insert into app.audit_logs (tenant_id, size, frontier, xid, entry_id, term, epoch, checkpoints, checkpoint_size, horizon)
      values (in_tenant, 0, '', '0'::xid8, '00000000-0000-0000-0000-000000000000', of_term, 0, 0, 0, '0'::xid8) on conflict (tenant_id) do nothing;
    select * into log from app.audit_logs l where l.tenant_id = in_tenant for update;
    -- Whoever was replaced while they were held up writes nothing any more; whoever read what is not so any more begins again.
    if log.term > of_term or not exists (select 1 from entry.audit_sequencer s where s.term = of_term) then
      raise exception 'another sequencer has taken over' using errcode = '40001';
    end if;
    if log.size <> from_size then
      raise exception 'the log has another size by now' using errcode = '40001';
    end if;
    insert into app.audit_leaves (tenant_id, seq, entry_id, leaf)
      select in_tenant, from_size + row_number() over (order by a.xid, a.id) - 1, a.id, a.leaf from app.audit_entries a
       where a.tenant_id = in_tenant and a.xid >= log.xid and a.xid <= to_xid
         and (a.xid > log.xid or a.id > log.entry_id) and (a.xid < to_xid or a.id <= to_entry);
    get diagnostics appended = row_count;
    if appended <> to_size - from_size then
      raise exception 'there are % entries up to that place, not %', appended, to_size - from_size using errcode = '40001';
    end if;
    insert into app.audit_nodes (tenant_id, level, position, hash) select in_tenant, n.level, n.position, n.hash from unnest(node_levels, node_positions, node_hashes) as n (level, position, hash);
    update app.audit_logs set size = to_size, frontier = new_frontier, xid = to_xid, entry_id = to_entry, term = of_term where tenant_id = in_tenant;
  end $body$;

`;

const checkpointing = `
  -- Over what the log holds now, which is everything that was written below the horizon. first_key: where the company has no key yet.
  -- hands_over: where a key was announced by an entry that is among the leaves, and this is the first checkpoint over it.
  create function app.add_audit_checkpoint(in_tenant uuid, of_term bigint, of_size bigint, of_root bytea, of_time timestamptz, of_horizon xid8, of_note text, first_key bytea, hands_over boolean) returns void
  language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off set enable_bitmapscan = off as $body$
  declare
    log app.audit_logs;
    announced uuid;
  begin
    if in_tenant is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid then
      raise exception 'this transaction has not entered that tenant' using errcode = '42501';
    end if;
    select * into log from app.audit_logs l where l.tenant_id = in_tenant for update;
    if log.term > of_term or not exists (select 1 from entry.audit_sequencer s where s.term = of_term) then
      raise exception 'another sequencer has taken over' using errcode = '40001';
    end if;
    if log.size is distinct from of_size or log.checkpoint_at > of_time or log.horizon > of_horizon then
      raise exception 'a checkpoint is over the log as it is, and not earlier than the one before' using errcode = '40001';
    end if;
    if of_horizon > pg_snapshot_xmin(pg_current_snapshot()) or exists (
        select 1 from app.audit_entries a where a.tenant_id = in_tenant and a.xid >= log.xid and a.xid < of_horizon and (a.xid > log.xid or a.id > log.entry_id)) then
      raise exception 'not everything below that horizon is in the log' using errcode = '40001';
    end if;
    if first_key is not null then
      insert into app.audit_keys (tenant_id, number, public_key, handover) values (in_tenant, 1, first_key, log.checkpoints + 1);
    end if;
    select k.entry_id into announced from app.audit_keys k where k.tenant_id = in_tenant and k.handover is null;
    if hands_over is distinct from exists (select 1 from app.audit_leaves l where l.tenant_id = in_tenant and l.entry_id = announced) then
      raise exception 'a key was announced meanwhile' using errcode = '40001';
    end if;
    if hands_over then
      update app.audit_keys set handover = log.checkpoints + 1 where tenant_id = in_tenant and handover is null;
    end if;
    insert into app.audit_checkpoints (tenant_id, number, size, root, at, note) values (in_tenant, log.checkpoints + 1, of_size, of_root, of_time, of_note);
    update app.audit_logs set checkpoints = log.checkpoints + 1, checkpoint_size = of_size, checkpoint_at = of_time, horizon = of_horizon, term = of_term where tenant_id = in_tenant;
  end $body$;

  -- The next key, together with the entry that says so. False where it is the newest one already; nobody is announced before the one before has taken over.
  create function app.announce_audit_key(in_tenant uuid, new_key bytea, by_entry uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off set enable_bitmapscan = off as $body$
  declare
    newest app.audit_keys;
  begin
    if in_tenant is distinct from nullif(current_setting('app.tenant_id', true), '')::uuid then
      raise exception 'this transaction has not entered that tenant' using errcode = '42501';
    end if;
    perform 1 from app.audit_logs l where l.tenant_id = in_tenant for update;
    select * into newest from app.audit_keys k where k.tenant_id = in_tenant order by k.number desc limit 1;
    if not found or newest.handover is null or newest.public_key = new_key then
      return false;
    end if;
    insert into app.audit_keys (tenant_id, number, public_key, entry_id) values (in_tenant, newest.number + 1, new_key, by_entry);
    return true;
  end $body$;
`;

const sequencing = `
  -- The term of whoever asks, if they hold the sequencer's place or nobody does any more; null where somebody else does. Says besides what they saw last.
  create function entry.hold_sequencer(of_holder uuid, lease_ms integer, of_lag_ms integer) returns bigint
  language plpgsql security definer set search_path = pg_catalog as $body$
  declare
    now_at timestamptz := clock_timestamp();
    held bigint;
  begin
    insert into entry.audit_sequencer as s (is_the_one, holder, term, until, looked_at, lag_ms) values (true, of_holder, 1, now_at + lease_ms * interval '1 millisecond', now_at, of_lag_ms)
      on conflict (is_the_one) do update set holder = excluded.holder, term = case when s.holder = excluded.holder then s.term else s.term + 1 end, until = excluded.until, looked_at = excluded.looked_at, lag_ms = excluded.lag_ms
       where s.holder = excluded.holder or s.until < excluded.looked_at
      returning s.term into held;
    return held;
  end $body$;

  -- Whoever comes next need not wait for the lease to end.
  create function entry.release_sequencer(of_holder uuid) returns void
  language sql security definer set search_path = pg_catalog as $body$
    update entry.audit_sequencer s set until = s.looked_at where s.holder = of_holder;
  $body$;

  create function entry.find_sequencer() returns table (looked_ms_ago integer, lag_ms integer)
  language sql stable security definer set search_path = pg_catalog as $body$
    select greatest(0, (extract(epoch from clock_timestamp() - s.looked_at) * 1000))::integer, s.lag_ms from entry.audit_sequencer s;
  $body$;

  -- Companies with entries that are not in their log yet, or with leaves that no checkpoint is over although one is due. Ids and ages only. The owner is under
  -- row security too: each company is entered for its own look, in a transaction that has entered none and is in none afterwards.
  create function entry.list_unsequenced(checkpoint_every_ms integer, heartbeat_ms integer) returns table (tenant_id uuid, waiting_ms integer, is_due boolean)
  language plpgsql security definer set search_path = pg_catalog set enable_seqscan = off set enable_bitmapscan = off as $body$
  declare
    horizon xid8 := pg_snapshot_xmin(pg_current_snapshot());
    now_at timestamptz := clock_timestamp();
    company uuid := '00000000-0000-0000-0000-000000000000';
    log app.audit_logs;
    waiting record;
  begin
    if nullif(current_setting('app.tenant_id', true), '') is not null then
      raise exception 'this transaction has entered a tenant' using errcode = '25001';
    end if;
    loop
      select m.tenant_id into company from entry.memberships m where m.tenant_id > company order by m.tenant_id limit 1;
      exit when not found;
      execute format('set local app.tenant_id = %L', company);
      select * into log from app.audit_logs l where l.tenant_id = company;
      -- What can be seen and not yet be taken, because somebody slower may still write before it, waits as well.
      select a.xid, a.at into waiting from app.audit_entries a
       where a.tenant_id = company and a.xid >= coalesce(log.xid, '0'::xid8) and (a.xid > coalesce(log.xid, '0'::xid8) or a.id > log.entry_id) order by a.xid, a.id limit 1;
      tenant_id := company;
      waiting_ms := case when waiting.xid is not null then greatest(0, extract(epoch from now_at - waiting.at) * 1000)::integer end;
      is_due := coalesce(waiting.xid < horizon, false)
        or coalesce(log.size > log.checkpoint_size and (log.checkpoint_at is null or log.checkpoint_at <= now_at - checkpoint_every_ms * interval '1 millisecond'), false)
        -- Not while something waits: it may have to be under the next checkpoint.
        or coalesce(waiting.xid is null and log.checkpoint_at <= now_at - heartbeat_ms * interval '1 millisecond', false);
      if is_due or waiting_ms is not null then return next; end if;
    end loop;
    set local app.tenant_id = '';
  end $body$;
`;
