import { profileOf, sessionOfKeyRow, sessionOfRow, type ApiKeyEntryRow, type Credential, type Profile, type ProfileFields, type SessionEntry, type SessionRow } from './entry.js';
import type { Sql } from './sql.js';

const addMembership = { name: 'entry.add_membership', text: 'select entry.add_membership($2, $1, $3)' };
const addInvitationToken = { name: 'entry.add_invitation_token', text: 'select entry.add_invitation_token($2, $1, $3)' };
const addWebhookSource = { name: 'entry.add_webhook_source', text: 'select entry.add_webhook_source($2, $1)' };
const removeMembership = { name: 'entry.remove_membership', text: 'select entry.remove_membership($2, $1, $3)' };
const replaceInvitationToken = { name: 'entry.replace_invitation_token', text: 'select entry.replace_invitation_token($2, $1, $3)' };
const activateMembership = { name: 'entry.activate_membership', text: 'select entry.activate_membership($2, $3) as tenant_id, $1::uuid' };
const endSession = { name: 'entry.end_session', text: 'select entry.end_session($2, $3) as id, $1::uuid' };
const endOtherSessions = { name: 'entry.end_other_sessions', text: 'select s as id, $1::uuid from entry.end_other_sessions($2, $3) s' };
const renameUser = { name: 'entry.rename_user', text: 'select entry.rename_user($2, $3), $1::uuid' };
const announceUpload = { name: 'entry.announce_upload', text: 'select entry.announce_upload($2, $3, $4, $5, $6, $7), $1::uuid' };
const findProfile = { name: 'entry.find_profile_inside', text: 'select p.*, $1::uuid from entry.find_profile($2) p' };
const showPicture = { name: 'entry.show_picture', text: 'select entry.show_picture($2, $3, $4) as shown, $1::uuid' };
const findSecondFactor = { name: 'entry.find_second_factor', text: 'select f.sealed_secret as "sealedSecret", f.used_step as "usedStep", f.confirmed_at as "confirmedAt", f.recovery_codes as "recoveryCodes", $1::uuid from entry.find_second_factor($2) f' };
const startSecondFactor = { name: 'entry.start_second_factor', text: 'select entry.start_second_factor($2, $3) as id, $1::uuid' };
const confirmSecondFactor = { name: 'entry.confirm_second_factor', text: 'select entry.confirm_second_factor($2, $3, $4, $5, $6::bytea[], $7) as done, $1::uuid' };
const proveSecondFactor = { name: 'entry.prove_second_factor', text: 'select entry.prove_second_factor($2, $3, $4, $5, $6, $7) as done, $1::uuid' };
const replaceRecoveryCodes = { name: 'entry.replace_recovery_codes', text: 'select entry.replace_recovery_codes($2, $3::bytea[]) as done, $1::uuid' };
const findSession = { name: 'entry.find_session_inside', text: 'select s.*, $1::uuid from entry.find_session($2) s' };
const findApiKey = { name: 'entry.find_api_key_inside', text: 'select k.*, $1::uuid from entry.find_api_key($2) k' };
const addApiKeyHash = { name: 'entry.add_api_key_hash', text: 'select entry.add_api_key_hash($2, $1, $3)' };
const removeSecondFactor = { name: 'entry.remove_second_factor', text: 'select entry.remove_second_factor($2) as done, $1::uuid' };

/** A person's second factor as it is kept. */
export interface SecondFactorRow {
  readonly sealedSecret: Buffer;
  /** The last step of time of which a code was taken; a whole number as text. */
  readonly usedStep: string;
  readonly confirmedAt: Date | null;
  readonly recoveryCodes: number;
}

/** A code that fits the secret, to be used up: of the authenticator's step of time, or of recovery by its hash. */
export interface SecondFactorProof {
  readonly sealedSecret: Buffer;
  readonly step: number | null;
  readonly recoveryHash: Buffer | null;
}

/** Entry rows that are written together with what they lead to. */
export class EntryRepository {
  constructor(private readonly sql: Sql) {}

  async addMembership(userId: string, memberId: string): Promise<void> {
    await this.sql.rows(addMembership, [userId, memberId]);
  }

  async addInvitationToken(hash: Buffer, invitationId: string): Promise<void> {
    await this.sql.rows(addInvitationToken, [hash, invitationId]);
  }

  /** From now on the source is found by its id alone. */
  async addWebhookSource(sourceId: string): Promise<void> {
    await this.sql.rows(addWebhookSource, [sourceId]);
  }

  async addApiKeyHash(hash: Buffer, apiKeyId: string): Promise<void> {
    await this.sql.rows(addApiKeyHash, [hash, apiKeyId]);
  }

  /** A session or an API key as it is now; fails (25001) where another tenant than this one is active in it. */
  async find(credential: Credential): Promise<SessionEntry | null> {
    if (credential.kind === 'api_key') return sessionOfKeyRow((await this.sql.rows<ApiKeyEntryRow>(findApiKey, [credential.hash]))[0]);
    return sessionOfRow((await this.sql.rows<SessionRow>(findSession, [credential.token]))[0]);
  }

  /** The person belongs here no more, in any session; only for a member who is removed already. */
  async removeMembership(userId: string, memberId: string): Promise<void> {
    await this.sql.rows(removeMembership, [userId, memberId]);
  }

  /** A new link for an invitation; those before open nothing any more. */
  async replaceInvitationToken(hash: Buffer, invitationId: string): Promise<void> {
    await this.sql.rows(replaceInvitationToken, [hash, invitationId]);
  }

  /** Makes a membership the session's active one; false where the session's user has no such membership. */
  async activateMembership(sessionId: string, memberId: string): Promise<boolean> {
    const rows = await this.sql.rows<{ tenant_id: string | null }>(activateMembership, [sessionId, memberId]);
    return (rows[0]?.tenant_id ?? null) !== null;
  }

  /** Ends one session of a user; false where they have no such session. */
  async endSession(userId: string, sessionId: string): Promise<boolean> {
    return ((await this.sql.rows<{ id: string | null }>(endSession, [userId, sessionId]))[0]?.id ?? null) !== null;
  }

  /** Ends all sessions of a user but one; how many those were. */
  async endOtherSessions(userId: string, keptSessionId: string): Promise<number> {
    return (await this.sql.rows(endOtherSessions, [userId, keptSessionId])).length;
  }

  async renameUser(userId: string, name: string): Promise<void> {
    await this.sql.rows(renameUser, [userId, name]);
  }

  async announceUpload(userId: string, upload: { readonly id: string; readonly mediaType: string; readonly bytes: number; readonly sha256: string; readonly expiresAt: Date }): Promise<void> {
    const { id, mediaType, bytes, sha256, expiresAt } = upload;
    await this.sql.rows(announceUpload, [userId, id, mediaType, bytes, sha256, expiresAt]);
  }

  /** Makes a picture the one that is shown, or none; false where it is not theirs, or it is so already. */
  async showPicture(userId: string, picture: { readonly id: string; readonly colour: string } | null): Promise<boolean> {
    return (await this.sql.rows<{ shown: boolean }>(showPicture, [userId, picture?.id ?? null, picture?.colour ?? null]))[0]?.shown === true;
  }

  async findProfile(userId: string): Promise<Profile | null> {
    return profileOf((await this.sql.rows<ProfileFields>(findProfile, [userId]))[0]);
  }

  async findSecondFactor(userId: string): Promise<SecondFactorRow | null> {
    return (await this.sql.rows<SecondFactorRow>(findSecondFactor, [userId]))[0] ?? null;
  }

  /** Keeps a new secret until it is confirmed; false where one is confirmed already. */
  async startSecondFactor(userId: string, sealedSecret: Buffer): Promise<boolean> {
    return ((await this.sql.rows<{ id: string | null }>(startSecondFactor, [userId, sealedSecret]))[0]?.id ?? null) !== null;
  }

  /** False where another secret was started meanwhile, or somebody was quicker. */
  async confirmSecondFactor(by: { readonly userId: string; readonly sessionId: string }, proof: SecondFactorProof, recoveryHashes: readonly Buffer[], at: Date): Promise<boolean> {
    return this.isDone(confirmSecondFactor, [by.userId, by.sessionId, proof.sealedSecret, proof.step, recoveryHashes, at]);
  }

  /** Uses a code up and notes with the session that it was proved; false where the code is none of theirs, or was used already. */
  async proveSecondFactor(by: { readonly userId: string; readonly sessionId: string }, proof: SecondFactorProof, at: Date): Promise<boolean> {
    return this.isDone(proveSecondFactor, [by.userId, by.sessionId, proof.sealedSecret, proof.step, proof.recoveryHash, at]);
  }

  async replaceRecoveryCodes(userId: string, recoveryHashes: readonly Buffer[]): Promise<boolean> {
    return this.isDone(replaceRecoveryCodes, [userId, recoveryHashes]);
  }

  async removeSecondFactor(userId: string): Promise<boolean> {
    return this.isDone(removeSecondFactor, [userId]);
  }

  private async isDone(statement: { readonly name: string; readonly text: string }, values: unknown[]): Promise<boolean> {
    return (await this.sql.rows<{ done: boolean }>(statement, values))[0]?.done === true;
  }
}
