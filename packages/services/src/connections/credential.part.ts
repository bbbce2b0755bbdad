import type { ConnectionSettings } from '@countersign/contracts/connections';
import type { House } from '../platform/index.js';
import { accessTokenOf, isTokenAuth } from './access-token.part.js';
import { placeOfSecret } from './view-connection.part.js';

/** What a connection is called with; or why there is nothing, and whether that stays so until somebody changes the connection. `tokenGeneration`: of an access token, which it is; null for everything else. */
export type Credential = { readonly ok: true; readonly value: string | null; readonly tokenGeneration: number | null } | { readonly ok: false; readonly problem: string; readonly final: boolean };

interface Sealed {
  readonly id: string;
  /** In base64. */
  readonly sealedSecret: string | null;
  readonly bindingDigest: string;
}

/** The secret of a connection, opened; with OAuth the access token that it gives. */
export async function credentialOf(house: House, tenantId: string, { id, sealedSecret, bindingDigest }: Sealed, settings: ConnectionSettings): Promise<Credential> {
  if ((settings.auth.kind === 'none' && settings.kind !== 'chat') || sealedSecret === null) return { ok: true, value: null, tokenGeneration: null };
  const sealed = Buffer.from(sealedSecret, 'base64');
  let secret: string;
  try {
    secret = await house.sealer.open(tenantId, placeOfSecret(id), sealed);
  } catch {
    return { ok: false, final: true, problem: 'the secret of the connection cannot be opened: its key is not known here, or it was sealed for another place. Give the connection its secret once more, then try again' };
  }
  if (!isTokenAuth(settings.auth)) return { ok: true, value: secret, tokenGeneration: null };
  const token = await accessTokenOf(house, settings.auth, { tenantId, connectionId: id, settings, bindingDigest, secret, sealedSecret: sealed });
  return token.ok ? { ok: true, value: token.token, tokenGeneration: token.generation } : token;
}
