import type { Tenancy, Tx } from '@countersign/database/platform';
import type { DataKeyRow } from '@countersign/database/data-keys';
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { Kms } from './kms.js';

export interface DataKey {
  readonly number: number;
  readonly key: KeyObject;
}

/** The keys of one tenant as they were when they were read; each is unwrapped when it is first needed. */
interface Ring {
  readonly endsAtMs: number;
  readonly rows: ReadonlyMap<number, DataKeyRow>;
  readonly newest: number;
  readonly opened: Map<number, Promise<KeyObject>>;
}

/** Of a company that did without for so long another process may have made a new key. */
export const dataKeyLifeMs = 60_000;
/** Of the tenants that were busy last. */
const tenantsMax = 1000;

export interface DataKeyCacheOptions {
  readonly kms: Kms;
  /** Of its own connections: whoever waits for a key here may hold one of the others. */
  readonly tenancy: Tenancy;
  readonly lifeMs?: number;
}

/**
 * Data keys by tenant and number. What is remembered of a tenant ends after its life, or when `forget` says so; a number that is not known
 * is looked up at once, so that a key is of use everywhere from the moment that it is kept.
 */
export class DataKeyCache {
  private readonly rings = new Map<string, Promise<Ring>>();
  private readonly kms: Kms;
  private readonly tenancy: Tenancy;
  private readonly lifeMs: number;

  constructor({ kms, tenancy, lifeMs = dataKeyLifeMs }: DataKeyCacheOptions) {
    this.kms = kms;
    this.tenancy = tenancy;
    this.lifeMs = lifeMs;
  }

  /** The key that seals now. */
  async newest(tenantId: string): Promise<DataKey> {
    const ring = await this.ringOf(tenantId);
    return { number: ring.newest, key: await this.open(tenantId, ring, ring.newest) };
  }

  /** @throws where the tenant has no such key, or it cannot be unwrapped */
  async find(tenantId: string, number: number): Promise<KeyObject> {
    const known = await this.ringOf(tenantId);
    if (known.rows.has(number)) return this.open(tenantId, known, number);
    this.forget(tenantId);
    return this.open(tenantId, await this.ringOf(tenantId), number);
  }

  /** What is known of a tenant is read anew when it is needed next. */
  forget(tenantId: string): void {
    this.rings.delete(tenantId);
  }

  /** A first key for a tenant that comes to be in this very transaction; where that fails, `undo` has to be called: no row holds the key then. */
  async begin(tx: Tx): Promise<{ undo(): void }> {
    const { tenantId } = tx;
    const [row, key] = await this.make(tenantId, 1);
    if (!(await tx.dataKeys.insert(row))) throw new Error('a new tenant has a key already');
    const ring = Promise.resolve({ ...this.ringFrom([row]), opened: new Map([[1, Promise.resolve(createSecretKey(key))]]) });
    this.rings.set(tenantId, ring);
    return { undo: () => void (this.rings.get(tenantId) === ring && this.rings.delete(tenantId)) };
  }

  /** A new key of this number, wrapped, and itself. */
  async make(tenantId: string, number: number): Promise<readonly [DataKeyRow, Buffer]> {
    const key = randomBytes(32);
    return [{ number, ...(await this.kms.wrap(tenantId, key)), createdAt: new Date(), retiredAt: null }, key];
  }

  private async ringOf(tenantId: string): Promise<Ring> {
    const known = this.rings.get(tenantId);
    if (known) {
      const ring = await known;
      if (ring.endsAtMs > performance.now()) return ring;
      // Somebody else may have seen it before us.
      if (this.rings.get(tenantId) === known) this.rings.delete(tenantId);
    }
    return this.rings.get(tenantId) ?? this.remember(tenantId);
  }

  private remember(tenantId: string): Promise<Ring> {
    const [oldest] = this.rings.keys();
    if (oldest !== undefined && this.rings.size >= tenantsMax) this.rings.delete(oldest);
    const reading = this.read(tenantId);
    this.rings.set(tenantId, reading);
    reading.catch(() => {
      if (this.rings.get(tenantId) === reading) this.rings.delete(tenantId);
    });
    return reading;
  }

  private async read(tenantId: string): Promise<Ring> {
    const rows = await this.tenancy.run({ tenantId }, (tx) => tx.dataKeys.list());
    if (rows.length > 0) return this.ringFrom(rows);
    const [first] = await this.make(tenantId, 1);
    return this.ringFrom(await this.tenancy.run({ tenantId }, async (tx) => {
      await tx.dataKeys.insert(first);
      return tx.dataKeys.list();
    }));
  }

  private ringFrom(rows: readonly DataKeyRow[]): Ring {
    const newest = Math.max(...rows.map(({ number }) => number));
    return { endsAtMs: performance.now() + this.lifeMs, rows: new Map(rows.map((row) => [row.number, row])), newest, opened: new Map() };
  }

  private open(tenantId: string, { rows, opened }: Ring, number: number): Promise<KeyObject> {
    const known = opened.get(number);
    if (known) return known;
    const row = rows.get(number);
    if (!row) return Promise.reject(new Error(`the tenant has no data key ${number}`));
    const opening = this.kms.unwrap(tenantId, row).then((key) => createSecretKey(key));
    opened.set(number, opening);
    opening.catch(() => opened.delete(number));
    return opening;
  }
}
