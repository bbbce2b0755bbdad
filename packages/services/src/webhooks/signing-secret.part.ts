import { randomBytes } from 'node:crypto';
import type { House } from '../platform/index.js';

const secretPurpose = 'webhook endpoint secret';

/** A secret that was brought, or a new one of 32 bytes; and the same sealed, as it is kept. */
export function sealedSecretOf(house: House, tenantId: string, brought: string | undefined): { readonly secret: string; readonly sealedSecret: Buffer } {
  const secret = brought ?? `whsec_${randomBytes(32).toString('base64')}`;
  return { secret, sealedSecret: house.sealer.seal(tenantId, secretPurpose, secret) };
}

/** Sealed secrets in base64, opened. @throws where one was sealed with another master key */
export const openSecrets = (house: House, tenantId: string, sealed: readonly string[]): string[] => sealed.map((each) => house.sealer.open(tenantId, secretPurpose, Buffer.from(each, 'base64')));
