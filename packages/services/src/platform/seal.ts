import type { Tenancy } from '@countersign/database/platform';
import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { DataKeyCache } from './data-key-cache.js';
import { earlierForm, EarlierSeal } from './earlier-seal.js';
import { EnvironmentKms, type Kms, type MasterKeys } from './kms.js';

/** Where something sealed is kept, and what it was bound to before it was bound to its place; null where there was none then. */
const places = {
  'connections.sealed_secret': 'connection secret',
  'connection_grants.sealed_code': null,
  'connection_grants.sealed_verifier': null,
  'connection_tokens.sealed_refresh_token': null,
  'connection_tokens.sealed_token': 'connection access token',
  'idempotency_keys.reply': 'answer kept under an idempotency key',
  'webhook_secrets.sealed_secret': 'webhook endpoint secret',
  'webhook_sources.secrets': 'webhook source secret',
} as const;

/** Where a sealed value is kept: it opens there and nowhere else. */
export interface SealedPlace {
  readonly field: keyof typeof places;
  /** The row's id within its tenant. */
  readonly row: string;
}

const tenantForm = 2;
const personForm = 3;
/** Form, number of the data key: what a value begins with. */
const headBytes = 5;

export interface SealerOptions {
  readonly kms: Kms;
  /** For data keys: of connections that nobody holds while they wait for one. */
  readonly tenancy: Tenancy;
  /** For what was sealed before tenants had data keys. */
  readonly masterKeys: () => MasterKeys;
  readonly dataKeyLifeMs?: number;
}

/**
 * Seals secrets that must be readable again: each by a data key of its tenant (AES-256-GCM, NIST SP 800-38D), and bound to tenant, table, row and
 * field, so that it opens nowhere else. Data keys are kept wrapped by a master key (docs/decisions/0053).
 */
export class Sealer {
  readonly kms: Kms;
  readonly dataKeys: DataKeyCache;
  private readonly earlier: EarlierSeal;

  constructor({ kms, tenancy, masterKeys, dataKeyLifeMs }: SealerOptions) {
    this.kms = kms;
    this.dataKeys = new DataKeyCache({ kms, tenancy, ...(dataKeyLifeMs !== undefined && { lifeMs: dataKeyLifeMs }) });
    this.earlier = new EarlierSeal(masterKeys);
  }

  /** Form, number of the data key (4 bytes), nonce (12 bytes), tag (16 bytes), ciphertext. */
  async seal(tenantId: string, place: SealedPlace, secret: string): Promise<Buffer> {
    const { number, key } = await this.dataKeys.newest(tenantId);
    return Buffer.concat([beginningOf(number), encrypt(key, boundTo(tenantId, place, number), secret)]);
  }

  /** @throws where it was sealed for another place, or its key is not to be had */
  async open(tenantId: string, place: SealedPlace, sealed: Buffer): Promise<string> {
    const purpose = places[place.field];
    if (sealed[0] === earlierForm && purpose !== null) return this.earlier.open(tenantId, purpose, sealed);
    if (sealed[0] !== tenantForm || sealed.length < headBytes) throw new Error('sealed in a form that is not known here');
    const number = sealed.readUInt32BE(1);
    return decrypt(await this.dataKeys.find(tenantId, number), boundTo(tenantId, place, number), sealed.subarray(headBytes));
  }

  /** What belongs to a person belongs to no tenant: the master key itself seals it. Form, length of the master key's id, the id, what it wrapped. */
  async sealForPerson(userId: string, secret: Buffer): Promise<Buffer> {
    const { masterKeyId, wrapped } = await this.kms.wrap(`second factor of user ${userId}`, secret);
    const id = Buffer.from(masterKeyId);
    return Buffer.concat([Buffer.from([personForm, id.length]), id, wrapped]);
  }

  async openForPerson(userId: string, sealed: Buffer): Promise<Buffer> {
    if (sealed[0] === earlierForm) return Buffer.from(this.earlier.open(`user ${userId}`, 'second factor', sealed), 'base64');
    const masterKeyId = masterKeyOfPerson(sealed);
    if (masterKeyId === null) throw new Error('sealed in a form that is not known here');
    return this.kms.unwrap(`second factor of user ${userId}`, { masterKeyId, wrapped: sealed.subarray(2 + masterKeyId.length) });
  }
}

/** A sealer with the master keys of the environment, read again where it meets one that it does not know. */
export const sealerOf = (tenancy: Tenancy, masterKeys: () => MasterKeys): Sealer => new Sealer({ kms: new EnvironmentKms(masterKeys), tenancy, masterKeys });

/** What everything begins with that this data key seals. */
export function beginningOf(number: number): Buffer {
  const head = Buffer.alloc(headBytes, tenantForm);
  head.writeUInt32BE(number, 1);
  return head;
}

/** Which master key sealed what belongs to a person; null for what was sealed before that was told. */
export function masterKeyOfPerson(sealed: Buffer): string | null {
  const length = sealed[1];
  return sealed[0] === personForm && length !== undefined ? sealed.subarray(2, 2 + length).toString() : null;
}

function boundTo(tenantId: string, { field, row }: SealedPlace, number: number): Buffer {
  const [table, column] = field.split('.');
  return Buffer.from(JSON.stringify(['countersign sealed value', tenantId, table, row, column, number]));
}

function encrypt(key: KeyObject, bound: Buffer, secret: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound);
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function decrypt(key: KeyObject, bound: Buffer, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 }).setAAD(bound);
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
}
