import { createApiKey, type ApiKeyView } from '@countersign/contracts/api-keys';
import type { KeyScope } from '@countersign/contracts/platform';
import { createClient, type Client } from '@countersign/client';
import type { Person } from './people.js';

/** A program that shows an API key of somebody's. */
export interface KeyHolder extends Client {
  readonly key: ApiKeyView & { readonly secret: string };
  readonly secret: string;
  headers(): Record<string, string>;
}

/** Makes a key that acts as a member, and a program that shows it at an address. */
export async function holderOfKey(baseUrl: string, owner: Person, scopes: readonly KeyScope[], name = 'A program'): Promise<KeyHolder> {
  const key = await owner.call(createApiKey, { body: { name, scopes: [...scopes] } });
  const headers = () => bearer(key.secret);
  return { ...createClient({ baseUrl, apiKey: key.secret, retries: false }), key, secret: key.secret, headers };
}

export const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
