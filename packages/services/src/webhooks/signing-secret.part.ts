import type { KeptSecret } from '@countersign/database/webhooks';
import { randomBytes } from 'node:crypto';
import type { House } from '../platform/index.js';

const placeOf = (secretId: string) => ({ field: 'webhook_secrets.sealed_secret', row: secretId }) as const;

/** A secret that was brought, or a new one of 32 bytes; and the same sealed, as it is kept. */
export async function sealedSecretOf(house: House, tenantId: string, secretId: string, brought: string | undefined): Promise<{ readonly secret: string; readonly sealedSecret: Buffer }> {
  const secret = brought ?? `whsec_${randomBytes(32).toString('base64')}`;
  return { secret, sealedSecret: await house.sealer.seal(tenantId, placeOf(secretId), secret) };
}

/** Secrets as they are kept, opened. @throws where the key of one is not known here, or it was sealed for another place */
export const openSecrets = (house: House, tenantId: string, kept: readonly KeptSecret[]): Promise<string[]> => Promise.all(kept.map(({ id, sealed }) => house.sealer.open(tenantId, placeOf(id), Buffer.from(sealed, 'base64'))));
