import type { SecondFactorKind } from '@countersign/contracts/identity';
import type { Permission } from '@countersign/contracts/platform';
import type pg from 'pg';

/** What a caller shows: the token of a session, or the hash of an API key. */
export type Credential = { readonly kind: 'session'; readonly token: string } | { readonly kind: 'api_key'; readonly hash: Buffer };

/** Who a session belongs to, and which membership is active in it; or the same of an API key, whose permissions are within its scopes. */
export interface SessionEntry {
  /** Of an API key its own id: what is kept by session is closed to keys. */
  readonly sessionId: string;
  readonly apiKey: { readonly id: string; readonly apiVersion: string } | null;
  readonly userId: string;
  readonly userName: string;
  readonly userEmail: string;
  /** When this session last proved the second factor, and by what; null where it never did. */
  readonly steppedUp: { readonly at: Date; readonly by: SecondFactorKind } | null;
  readonly member: { readonly tenantId: string; readonly memberId: string; readonly name: string; readonly unit: string | null; readonly permissions: readonly Permission[] } | null;
}

export interface SessionRow {
  session_id: string;
  user_id: string;
  user_name: string;
  user_email: string;
  stepped_up_at: Date | null;
  stepped_up_by: SecondFactorKind | null;
  tenant_id: string | null;
  member_id: string | null;
  member_name: string | null;
  unit: string | null;
  permissions: Permission[] | null;
}

export interface ApiKeyEntryRow {
  api_key_id: string;
  api_version: string;
  user_id: string;
  user_name: string;
  user_email: string;
  tenant_id: string;
  member_id: string;
  member_name: string;
  unit: string | null;
  permissions: Permission[];
}

export interface Membership {
  readonly tenantId: string;
  readonly memberId: string;
}

/** Whoever asks for health, such as a load balancer, does not wait much longer. */
const pingWithinMs = 2000;

const tenantsAtOnce = 1000;
const beforeAllTenants = '00000000-0000-0000-0000-000000000000';

export interface Company extends Membership {
  readonly tenantName: string;
}

/** A place in the order in which audit entries became visible. */
export interface AuditPlace {
  readonly xid: string;
  readonly id: string;
}

/** A company whose sequencer has something to do, or has to wait with it. */
export interface UnsequencedTenant {
  readonly tenantId: string;
  /** How long ago the oldest entry was written that is not in the log; null where there is none. */
  readonly waitingMs: number | null;
  /** False where somebody slower may still write before what waits. */
  readonly isDue: boolean;
}

export interface ProfileFields {
  readonly name: string;
  readonly picture_id: string | null;
  readonly picture_colour: string | null;
}

export function sessionOfRow(row: SessionRow | undefined): SessionEntry | null {
  if (!row) return null;
  const { tenant_id: tenantId, member_id: memberId, member_name: name, unit, permissions } = row;
  const member = tenantId && memberId && name !== null ? { tenantId, memberId, name, unit, permissions: permissions ?? [] } : null;
  const steppedUp = row.stepped_up_at && row.stepped_up_by ? { at: row.stepped_up_at, by: row.stepped_up_by } : null;
  return { sessionId: row.session_id, apiKey: null, userId: row.user_id, userName: row.user_name, userEmail: row.user_email, steppedUp, member };
}

export function sessionOfKeyRow(row: ApiKeyEntryRow | undefined): SessionEntry | null {
  if (!row) return null;
  const { api_key_id: id, api_version: apiVersion, tenant_id: tenantId, member_id: memberId, member_name: name, unit, permissions } = row;
  return { sessionId: id, apiKey: { id, apiVersion }, userId: row.user_id, userName: row.user_name, userEmail: row.user_email, steppedUp: null, member: { tenantId, memberId, name, unit, permissions } };
}

export function profileOf(row: ProfileFields | undefined): Profile | null {
  if (!row) return null;
  const { name, picture_id: id, picture_colour: colour } = row;
  return { name, picture: id !== null && colour !== null ? { id, colour } : null };
}

/** What can be removed: the bytes of an upload, those of the picture that was made of it, or both. */
export interface UnusedFile {
  readonly id: string;
  readonly isUpload: boolean;
  readonly isPicture: boolean;
}

export interface Profile {
  readonly name: string;
  readonly picture: { readonly id: string; readonly colour: string } | null;
}

/** A person's second factor as it is kept. */
export interface SealedFactor {
  readonly userId: string;
  readonly sealedSecret: Buffer;
}

/**
 * What must be found before a tenant is known, by definer functions on an allow-list; nothing else goes from a pool to the database
 * outside `Tenancy`. They return ids, a member's permissions, and a person's own name, address, picture and companies' names.
 */
export class Entry {
  constructor(private readonly pool: pg.Pool) {}

  async findSession(token: string): Promise<SessionEntry | null> {
    const { rows } = await this.pool.query<SessionRow>({ name: 'entry.find_session', text: 'select * from entry.find_session($1)', values: [token] });
    return sessionOfRow(rows[0]);
  }

  /** Whose a session or an API key is; null where it is none, or has ended. */
  async find(credential: Credential): Promise<SessionEntry | null> {
    if (credential.kind === 'session') return this.findSession(credential.token);
    const { rows } = await this.pool.query<ApiKeyEntryRow>({ name: 'entry.find_api_key', text: 'select * from entry.find_api_key($1)', values: [credential.hash] });
    return sessionOfKeyRow(rows[0]);
  }

  /** A user's memberships, the most recently active first; at most 100. */
  async listMemberships(userId: string): Promise<Membership[]> {
    const { rows } = await this.pool.query<{ tenant_id: string; member_id: string }>({ name: 'entry.list_memberships', text: 'select * from entry.list_memberships($1)', values: [userId] });
    return rows.map((row) => ({ tenantId: row.tenant_id, memberId: row.member_id }));
  }

  /** The companies of the person whose session this is, the most recently active first; at most 100. */
  async listCompanies(sessionId: string): Promise<Company[]> {
    const { rows } = await this.pool.query<{ tenant_id: string; member_id: string; tenant_name: string }>({ name: 'entry.list_companies', text: 'select * from entry.list_companies($1)', values: [sessionId] });
    return rows.map((row) => ({ tenantId: row.tenant_id, memberId: row.member_id, tenantName: row.tenant_name }));
  }

  /** Any membership of a user, however many they have. */
  async findMembership(userId: string, memberId: string): Promise<Membership | null> {
    const { rows } = await this.pool.query<{ tenant_id: string | null }>({ name: 'entry.find_membership', text: 'select entry.find_membership($1, $2) as tenant_id', values: [userId, memberId] });
    const tenantId = rows[0]?.tenant_id ?? null;
    return tenantId === null ? null : { tenantId, memberId };
  }

  async findInvitation(hash: Buffer): Promise<{ tenantId: string; invitationId: string } | null> {
    const { rows } = await this.pool.query<{ tenant_id: string; invitation_id: string }>({ name: 'entry.find_invitation', text: 'select * from entry.find_invitation($1)', values: [hash] });
    return rows[0] ? { tenantId: rows[0].tenant_id, invitationId: rows[0].invitation_id } : null;
  }

  /** Whose source this is. */
  async findWebhookSource(sourceId: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ tenant_id: string | null }>({ name: 'entry.find_webhook_source', text: 'select entry.find_webhook_source($1) as tenant_id', values: [sourceId] });
    return rows[0]?.tenant_id ?? null;
  }

  async activateMembership(sessionId: string, memberId: string): Promise<boolean> {
    const { rows } = await this.pool.query<{ tenant_id: string | null }>({ name: 'entry.activate', text: 'select entry.activate_membership($1, $2) as tenant_id', values: [sessionId, memberId] });
    return (rows[0]?.tenant_id ?? null) !== null;
  }

  async findUserByEmail(email: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string | null }>({ name: 'entry.find_user', text: 'select entry.find_user_by_email($1) as id', values: [email] });
    return rows[0]?.id ?? null;
  }

  /** Which of these sessions still hold, and where each acts now. */
  async checkSessions(sessionIds: readonly string[]): Promise<Map<string, Membership | null>> {
    const { rows } = await this.pool.query<{ session_id: string; tenant_id: string | null; member_id: string | null }>({ name: 'entry.check_sessions', text: 'select * from entry.check_sessions($1::uuid[])', values: [sessionIds] });
    return new Map(rows.map(({ session_id: sessionId, tenant_id: tenantId, member_id: memberId }) => [sessionId, tenantId !== null && memberId !== null ? { tenantId, memberId } : null]));
  }

  /** Which of these tenants have audit entries after a place that nobody can write before any more. */
  async findChangedTenants(places: readonly (AuditPlace & { readonly tenantId: string })[]): Promise<string[]> {
    const values = [places.map(({ tenantId }) => tenantId), places.map(({ xid }) => xid), places.map(({ id }) => id)];
    const { rows } = await this.pool.query<{ tenant_id: string }>({ name: 'entry.find_changed_tenants', text: 'select t as tenant_id from entry.find_changed_tenants($1::uuid[], $2::text[]::xid8[], $3::uuid[]) t', values });
    return rows.map(({ tenant_id: tenantId }) => tenantId);
  }

  /** The place after everything that is certain to be visible now. */
  async auditHorizon(): Promise<AuditPlace> {
    const { rows } = await this.pool.query<{ xid: string }>({ name: 'entry.horizon', text: 'select pg_snapshot_xmin(pg_current_snapshot())::text as xid' });
    return { xid: rows[0]?.xid ?? '0', id: '00000000-0000-0000-0000-000000000000' };
  }

  /** The term of this sequencer while no other one holds the place; it is kept for so long. Null while another one does. */
  async holdSequencer(holder: string, leaseMs: number, lagMs: number): Promise<string | null> {
    const { rows } = await this.pool.query<{ term: string | null }>({ name: 'entry.hold_sequencer', text: 'select entry.hold_sequencer($1, $2, $3)::text as term', values: [holder, leaseMs, lagMs] });
    return rows[0]?.term ?? null;
  }

  async releaseSequencer(holder: string): Promise<void> {
    await this.pool.query({ name: 'entry.release_sequencer', text: 'select entry.release_sequencer($1)', values: [holder] });
  }

  /** How long ago a sequencer looked, and for how long the oldest entry had waited then; null where none ever did. */
  async findSequencer(): Promise<{ readonly lookedMsAgo: number; readonly lagMs: number } | null> {
    const { rows } = await this.pool.query<{ lookedMsAgo: number; lagMs: number }>({ name: 'entry.find_sequencer', text: 'select s.looked_ms_ago as "lookedMsAgo", s.lag_ms as "lagMs" from entry.find_sequencer() s' });
    return rows[0] ?? null;
  }

  /** Companies with entries that are in no log yet, or with a checkpoint to be made. For the sequencer. */
  async listUnsequenced(checkpointEveryMs: number, heartbeatMs: number): Promise<UnsequencedTenant[]> {
    return (await this.pool.query<UnsequencedTenant>({ name: 'entry.list_unsequenced', text: 'select u.tenant_id as "tenantId", u.waiting_ms as "waitingMs", u.is_due as "isDue" from entry.list_unsequenced($1, $2) u', values: [checkpointEveryMs, heartbeatMs] })).rows;
  }

  /** What a user says of themselves: the truth that every membership copies. */
  async findProfile(userId: string): Promise<Profile | null> {
    const { rows } = await this.pool.query<ProfileFields>({ name: 'entry.find_profile', text: 'select * from entry.find_profile($1)', values: [userId] });
    return profileOf(rows[0]);
  }

  /** Every company, in the order of their ids. For the worker, which enters each of them. */
  async *everyTenant(): AsyncGenerator<string, void, void> {
    for (let after: string | undefined = beforeAllTenants; after !== undefined; ) {
      const page: string[] = (await this.pool.query<{ id: string }>({ name: 'entry.list_tenants', text: 'select t as id from entry.list_tenants($1, $2) t', values: [after, tenantsAtOnce] })).rows.map(({ id }) => id);
      yield* page;
      after = page.at(-1);
    }
  }

  /** Every person's second factor as it is sealed, in the order of their ids. For the worker, which seals them anew. */
  async *everySecondFactor(): AsyncGenerator<SealedFactor, void, void> {
    for (let after: string | undefined = beforeAllTenants; after !== undefined; ) {
      const page: SealedFactor[] = (await this.pool.query<SealedFactor>({ name: 'entry.list_second_factors', text: 'select user_id as "userId", sealed_secret as "sealedSecret" from entry.list_second_factors($1, $2)', values: [after, tenantsAtOnce] })).rows;
      yield* page;
      after = page.at(-1)?.userId;
    }
  }

  /** False where it is another one by now. */
  async resealSecondFactor({ userId, sealedSecret }: SealedFactor, anew: Buffer): Promise<boolean> {
    return (await this.pool.query<{ done: boolean }>({ name: 'entry.reseal_second_factor', text: 'select entry.reseal_second_factor($1, $2, $3) as done', values: [userId, sealedSecret, anew] })).rows[0]?.done === true;
  }

  /** Clears counts of tries that have all leaked away; says how many. For the worker. */
  async forgetTries(): Promise<number> {
    return (await this.pool.query<{ forgotten: number }>({ name: 'entry.forget_tries', text: 'select entry.forget_tries() as forgotten' })).rows[0]?.forgotten ?? 0;
  }

  /** Uploads whose address has expired, and pictures that nobody shows, both for longer than this. For the worker. */
  async listUnusedFiles(forSeconds: number): Promise<UnusedFile[]> {
    return (await this.pool.query<UnusedFile>({ name: 'entry.list_unused_files', text: 'select id, is_upload as "isUpload", is_picture as "isPicture" from entry.list_unused_files($1)', values: [forSeconds] })).rows;
  }

  async forgetFile({ id, isUpload }: UnusedFile): Promise<void> {
    await this.pool.query({ name: 'entry.forget_file', text: 'select entry.forget_file($1, $2)', values: [id, isUpload] });
  }

  /** Throws while the database cannot be reached, or does not answer in time: one that hangs, or a pooler before one that is gone, says nothing at all. */
  async ping(): Promise<void> {
    // The driver knows this setting of a single statement; its types do not.
    await this.pool.query({ text: 'select 1', query_timeout: pingWithinMs } as pg.QueryConfig);
  }
}
