import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { codeOf, LocalProblem } from './local-problem.js';

/** The secrets of one installation: each 32 random bytes in base64url. */
const FIRST_NAMES = ['appPassword', 'workerPassword', 'opsPassword', 'identityPassword', 'authSecret', 'masterKey'] as const;
/** Those of later releases: nothing was sealed or signed with them before they were there, and so they are added to a file of an earlier one. */
const LATER_NAMES = ['auditKey'] as const;
const SECRET_NAMES = [...FIRST_NAMES, ...LATER_NAMES];

/**
 * Makes the file of secrets when there is none, readable by its owner only. In one that is there nothing is
 * changed, because what was encrypted with it could not be read any more; what an earlier release did not need is added.
 *
 * @throws LocalProblem when the file is there and not whole
 */
export function ensureSecretsFile(file: string): void {
  const found = readIfThere(file);
  if (found === undefined) {
    const secrets = Object.fromEntries(SECRET_NAMES.map((name) => [name, randomSecret()]));
    writeWhole(file, `${JSON.stringify(secrets, undefined, 2)}\n`);
    return;
  }
  const missing = missingSecrets(found);
  if (missing.length === 0) return;
  if (missing.every((name) => isLater(name) && !isNamed(found, name))) {
    replaceWhole(file, { ...(JSON.parse(found) as object), ...Object.fromEntries(missing.map((name) => [name, randomSecret()])) });
    return;
  }
  throw new LocalProblem(
    `The file of secrets ${file} is not whole (${missing.join(', ')} missing). Put back a copy of it, or set COUNTERSIGN_DATA_DIR to another folder.`,
  );
}

/**
 * Puts a new master key first, and the one before it among the others: what it wrapped still opens.
 *
 * @throws LocalProblem when the file is not there or not whole
 */
export function addMasterKey(file: string): void {
  const { masterKey, otherMasterKeys = [], ...secrets } = readWhole(file);
  replaceWhole(file, { ...secrets, masterKey: randomSecret(), otherMasterKeys: [masterKey, ...otherMasterKeys] });
}

/**
 * Puts a new key that signs the audit first, and the one before it among the others: what it began to sign it also hands over.
 *
 * @throws LocalProblem when the file is not there or not whole
 */
export function addAuditKey(file: string): void {
  const { auditKey, otherAuditKeys = [], ...secrets } = readWhole(file);
  replaceWhole(file, { ...secrets, auditKey: randomSecret(), otherAuditKeys: [auditKey, ...otherAuditKeys] });
}

/** Takes all keys that sign the audit but the newest out; says how many. To be called only when no company's log needs them. */
export function forgetOtherAuditKeys(file: string): number {
  const { otherAuditKeys = [], ...secrets } = readWhole(file);
  replaceWhole(file, secrets);
  return otherAuditKeys.length;
}

/** Takes all master keys but the newest out; says how many. To be called only when nothing needs them. */
export function forgetOtherMasterKeys(file: string): number {
  const { otherMasterKeys = [], ...secrets } = readWhole(file);
  replaceWhole(file, secrets);
  return otherMasterKeys.length;
}

interface WholeSecrets {
  readonly masterKey: string;
  readonly otherMasterKeys?: readonly string[];
  readonly auditKey: string;
  readonly otherAuditKeys?: readonly string[];
}

function readWhole(file: string): WholeSecrets {
  const text = readIfThere(file);
  if (text === undefined || missingSecrets(text).length > 0) throw new LocalProblem(`The file of secrets ${file} is not there, or not whole. Put back a copy of it.`);
  return JSON.parse(text) as WholeSecrets;
}

/** Written aside and moved into place: whoever reads meanwhile reads the one or the other. */
function replaceWhole(file: string, secrets: object): void {
  const aside = `${file}.new`;
  rmSync(aside, { force: true });
  writeFileSync(aside, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  renameSync(aside, file);
}

/** The secret between the demo's webhook endpoint and the receiver, in the form that Standard Webhooks gives it. */
export function ensureReceiverSecretFile(file: string): void {
  if (readIfThere(file) !== undefined) return;
  writeWhole(file, `whsec_${randomBytes(32).toString('base64')}\n`);
}

function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Written aside and linked into place: a crash leaves the whole file or none. */
function writeWhole(file: string, text: string): void {
  const aside = `${file}.new`;
  rmSync(aside, { force: true });
  writeFileSync(aside, text, { mode: 0o600, flag: 'wx', flush: true });
  linkSync(aside, file);
  rmSync(aside);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

const isLater = (name: string) => (LATER_NAMES as readonly string[]).includes(name);
/** What is there and is none is not replaced: it may be a copy that went wrong. */
const isNamed = (text: string, name: string) => name in (JSON.parse(text) as object);

function missingSecrets(text: string): readonly string[] {
  try {
    const found = new Map<string, unknown>(Object.entries(JSON.parse(text) as object));
    return SECRET_NAMES.filter((name) => {
      const value = found.get(name);
      return typeof value !== 'string' || value.length < 43;
    });
  } catch {
    return SECRET_NAMES;
  }
}
