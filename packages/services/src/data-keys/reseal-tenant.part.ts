import type { SealedCursor, SealedRow } from '@countersign/database/data-keys';
import { beginningOf, type House } from '../platform/index.js';

/** What a look at all that a tenant keeps sealed came to. */
export interface Resealed {
  /** Sealed anew by the key that seals now. */
  resealed: number;
  /** What cannot be opened, and so was left as it is. */
  unreadable: number;
}

const atOnce = 50;

/**
 * Seals anew whatever of a tenant is not sealed by the key that seals now, some rows at a time. Each is written only where it is still what was read, and what is
 * read meanwhile opens before and after: it may be stopped anywhere and begun again, and two at once do no harm.
 */
export async function resealTenant(house: House, tenantId: string, onProgress: (soFar: Resealed) => void = () => undefined): Promise<Resealed> {
  const soFar: Resealed = { resealed: 0, unreadable: 0 };
  const { number } = await house.sealer.dataKeys.newest(tenantId);
  await house.tenancy.run({ tenantId }, (tx) => tx.dataKeys.sealed.adoptOfEndpoints());
  let after: SealedCursor | null = null;
  for (;;) {
    const rows: readonly SealedRow[] = await listOthers(house, tenantId, number, after);
    after = rows.at(-1) ?? null;
    if (after === null) return soFar;
    const anew = await Promise.all(rows.map((row) => sealedAnew(house, tenantId, row)));
    await house.tenancy.run({ tenantId }, async (tx) => {
      const replaced = await Promise.all(rows.map((row, index) => (anew[index] ? tx.dataKeys.sealed.replace(row, anew[index]) : Promise.resolve(false))));
      soFar.resealed += replaced.filter(Boolean).length;
    });
    soFar.unreadable += anew.filter((each) => each === null).length;
    onProgress(soFar);
  }
}

const listOthers = (house: House, tenantId: string, number: number, after: SealedCursor | null) => house.tenancy.read({ tenantId }, (tx) => tx.dataKeys.sealed.listOthers(beginningOf(number), after, atOnce));

/** Null for what cannot be opened: it is left for whoever has its key. */
async function sealedAnew({ sealer }: House, tenantId: string, { field, row, sealed, secrets }: SealedRow): Promise<Buffer | readonly unknown[] | null> {
  const place = { field, row };
  const again = async (value: Buffer) => sealer.seal(tenantId, place, await sealer.open(tenantId, place, value));
  try {
    if (sealed) return await again(sealed);
    return await Promise.all((secrets ?? []).map(async (secret) => ({ ...secret, sealed: (await again(Buffer.from(secret.sealed, 'base64'))).toString('base64') })));
  } catch {
    return null;
  }
}
