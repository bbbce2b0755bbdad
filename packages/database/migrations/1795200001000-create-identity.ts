import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People as the sign-in library keeps them: global, in a schema that the application role cannot read. */
export class CreateIdentity1795200001000 implements MigrationInterface {
  readonly name = 'CreateIdentity1795200001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table identity."user" (
        id uuid primary key,
        name text not null,
        email text not null unique,
        "emailVerified" boolean not null default false,
        image text,
        "createdAt" timestamptz not null default now(),
        "updatedAt" timestamptz not null default now()
      );
      create table identity.session (
        id uuid primary key,
        token text not null unique,
        "userId" uuid not null references identity."user" (id) on delete cascade,
        "expiresAt" timestamptz not null,
        "ipAddress" text,
        "userAgent" text,
        "createdAt" timestamptz not null default now(),
        "updatedAt" timestamptz not null default now(),
        active_tenant_id uuid,
        active_member_id uuid
      );
      create index session_user_idx on identity.session ("userId");
      create table identity.account (
        id uuid primary key,
        "accountId" text not null,
        "providerId" text not null,
        "userId" uuid not null references identity."user" (id) on delete cascade,
        "accessToken" text,
        "refreshToken" text,
        "idToken" text,
        "accessTokenExpiresAt" timestamptz,
        "refreshTokenExpiresAt" timestamptz,
        scope text,
        password text,
        "createdAt" timestamptz not null default now(),
        "updatedAt" timestamptz not null default now(),
        unique ("providerId", "accountId")
      );
      create index account_user_idx on identity.account ("userId");
      create table identity.verification (
        id uuid primary key,
        identifier text not null,
        value text not null,
        "expiresAt" timestamptz not null,
        "createdAt" timestamptz not null default now(),
        "updatedAt" timestamptz not null default now()
      );
      create table identity.rate_limit (
        key text primary key,
        drained_at timestamptz not null
      );
      -- Sign-ins of people who belong to no company, and failed ones for addresses that nobody has.
      create table identity.audit_entry (
        id uuid primary key,
        xid xid8 not null default pg_current_xact_id(),
        at timestamptz not null default clock_timestamp(),
        canonical bytea not null,
        leaf bytea not null generated always as (sha256('\\x00'::bytea || canonical)) stored
      );
      grant select, insert, update, delete on identity."user", identity.session, identity.account, identity.verification, identity.rate_limit to cs_identity;
      grant insert, select on identity.audit_entry to cs_identity;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup, or write the next one.');
  }
}
