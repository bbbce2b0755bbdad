import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit entries of a company in their lasting order, as leaves of a Merkle tree (RFC 6962), with signed checkpoints over them. */
export class CreateAuditLog1796430000000 implements MigrationInterface {
  readonly name = 'CreateAuditLog1796430000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- What a company's log has come to: so many leaves, up to this place in the order in which entries became visible.
      create table app.audit_logs (
        tenant_id uuid primary key references app.tenants (tenant_id) on delete restrict,
        size bigint not null check (size >= 0),
        -- The whole subtrees that the leaves make, the largest first, 32 bytes each: all that adding a leaf needs.
        frontier bytea not null,
        xid xid8 not null,
        entry_id uuid not null,
        -- Of the sequencer that wrote last; one of an earlier term was replaced.
        term bigint not null,
        -- One more each time that entries or numbers of transactions may have gone back: a restored database.
        epoch bigint not null,
        -- How many there are, and what the newest says.
        checkpoints bigint not null,
        checkpoint_size bigint not null,
        checkpoint_at timestamptz,
        horizon xid8 not null,
        check (length(frontier) = 32 * bit_count(size::bit(64))),
        check (checkpoint_size between 0 and size),
        check ((checkpoints = 0) = (checkpoint_at is null))
      );
      alter table app.audit_logs enable row level security;
      alter table app.audit_logs force row level security;
      create policy tenant_isolation on app.audit_logs
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select on app.audit_logs to cs_app;

      create table app.audit_leaves (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        seq bigint not null check (seq >= 0),
        entry_id uuid not null,
        leaf bytea not null check (length(leaf) = 32),
        primary key (tenant_id, seq),
        unique (tenant_id, entry_id)
      );
      alter table app.audit_leaves enable row level security;
      alter table app.audit_leaves force row level security;
      create policy tenant_isolation on app.audit_leaves
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select on app.audit_leaves to cs_app;

      -- Hashes of whole subtrees of 256, 65,536, … leaves: what proofs in a long log are made of without reading all of its leaves.
      create table app.audit_nodes (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        level smallint not null check (level > 0 and level % 8 = 0),
        position bigint not null check (position >= 0),
        hash bytea not null check (length(hash) = 32),
        primary key (tenant_id, level, position)
      );
      alter table app.audit_nodes enable row level security;
      alter table app.audit_nodes force row level security;
      create policy tenant_isolation on app.audit_nodes
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select on app.audit_nodes to cs_app;

      create table app.audit_checkpoints (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        number bigint not null check (number > 0),
        size bigint not null check (size >= 0),
        root bytea not null check (length(root) = 32),
        at timestamptz not null,
        -- The signed note, as whoever keeps it has it.
        note text not null,
        primary key (tenant_id, number)
      );
      create index audit_checkpoints_size_idx on app.audit_checkpoints (tenant_id, size, number);
      alter table app.audit_checkpoints enable row level security;
      alter table app.audit_checkpoints force row level security;
      create policy tenant_isolation on app.audit_checkpoints
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select on app.audit_checkpoints to cs_app;

      -- The public keys that checkpoints are signed with; the private ones are not here.
      create table app.audit_keys (
        tenant_id uuid not null references app.tenants (tenant_id) on delete restrict,
        number integer not null check (number > 0),
        public_key bytea not null check (length(public_key) = 32),
        -- The entry that announces it; the first one needs none.
        entry_id uuid,
        -- The checkpoint that it signed first, together with the key before it. Unset while that is still to come.
        handover bigint,
        primary key (tenant_id, number),
        unique (tenant_id, public_key),
        check ((number = 1) = (entry_id is null)),
        check (number > 1 or handover is not null)
      );
      alter table app.audit_keys enable row level security;
      alter table app.audit_keys force row level security;
      create policy tenant_isolation on app.audit_keys
        using (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
        with check (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);
      grant select on app.audit_keys to cs_app;

      -- One sequencer at a time. About the installation: it names no tenant.
      create table entry.audit_sequencer (
        is_the_one boolean primary key check (is_the_one),
        holder uuid not null,
        term bigint not null,
        until timestamptz not null,
        looked_at timestamptz not null,
        -- How long the oldest entry that everybody can see had waited when it was looked last.
        lag_ms integer not null
      );

      -- Whoever names the transaction of an entry could hide it from the sequencer, which has gone past that place.
      revoke insert on app.audit_entries from cs_app;
      grant insert (tenant_id, id, canonical) on app.audit_entries to cs_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
