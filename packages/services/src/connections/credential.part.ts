import type { ConnectionSettings } from '@countersign/contracts/connections';
import type { House } from '../platform/index.js';
import { accessTokenOf } from './access-token.part.js';
import { secretPurpose } from './view-connection.part.js';

/** What a connection says who calls with, opened; or why there is nothing. `final`: asking again will not help until somebody changes the connection. */
export type Credential = { readonly ok: true; readonly value: string | null } | { readonly ok: false; readonly problem: string; readonly final: boolean };

export interface CredentialWish {
  readonly id: string;
  readonly sealedSecret: Buffer | null;
  readonly bindingDigest: string;
  readonly settings: ConnectionSettings;
}

/** The secret, or for OAuth the access token; null where there is none. */
export async function credentialOf(house: House, tenantId: string, { id, sealedSecret, bindingDigest, settings }: CredentialWish): Promise<Credential> {
  if (settings.auth.kind === 'none' || sealedSecret === null) return { ok: true, value: null };
  let secret: string;
  try {
    secret = house.sealer.open(tenantId, secretPurpose, sealedSecret);
  } catch {
    return { ok: false, problem: 'The secret of the connection cannot be opened: it was sealed with another master key. Give the connection its secret once more, then try again', final: true };
  }
  if (settings.auth.kind !== 'oauth_client_credentials') return { ok: true, value: secret };
  const token = await accessTokenOf(house, settings.auth, { tenantId, connectionId: id, settings, bindingDigest, secret });
  return token.ok ? { ok: true, value: token.token } : token;
}
