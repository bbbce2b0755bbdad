/** The database roles that processes sign in as; what each may do is in docs/decisions and infra. */
export type DatabaseRole = 'cs_app' | 'cs_worker' | 'cs_ops' | 'cs_identity';

/** Passwords and keys of one installation, kept in a file only its owner can read. Each is 32 random bytes, base64url. */
export interface Secrets {
  readonly appPassword: string;
  readonly workerPassword: string;
  readonly opsPassword: string;
  readonly identityPassword: string;
  /** Signs session cookies. */
  readonly authSecret: string;
  /** The newest master key: it wraps the keys that seal what must be kept readable, such as webhook secrets. */
  readonly masterKey: string;
  /** Signs checkpoints of the audit (Ed25519) of companies that have no key yet, and of those whose log says so. */
  readonly auditKey: string;
  /** Keys that signed before: a company's log goes over to another only by a checkpoint that both sign. */
  readonly otherAuditKeys?: readonly string[];
  /** Master keys that are known besides: what they wrapped opens. */
  readonly otherMasterKeys?: readonly string[];
}

const passwordOf: Record<DatabaseRole, Exclude<keyof Secrets, 'otherAuditKeys' | 'otherMasterKeys'>> = {
  cs_app: 'appPassword',
  cs_worker: 'workerPassword',
  cs_ops: 'opsPassword',
  cs_identity: 'identityPassword',
};

/** `postgres://host:port/database` with a role and its password added. */
export function urlOf(base: string, role: DatabaseRole, secrets: Secrets): string {
  const url = new URL(base);
  url.username = role;
  url.password = secrets[passwordOf[role]];
  return url.toString();
}
