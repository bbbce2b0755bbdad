import type { Credential } from '@countersign/database/platform';
import { createHash, randomBytes } from 'node:crypto';

const secretBytes = 32;
const pattern = /^cs_key_[A-Za-z0-9_-]{43}$/;

/** The text of a new key: 256 random bits, with a beginning by which scanners for lost secrets know it. */
export const newApiKeyText = () => `cs_key_${randomBytes(secretBytes).toString('base64url')}`;

/** How a key's text begins: 24 of its bits, which help nobody to guess the others. */
export const hintOf = (text: string) => text.slice(0, 'cs_key_'.length + 4);

/** What is kept of a key. Nobody guesses 256 bits, so that one round of SHA-256 is enough. */
export const hashOfKey = (text: string) => createHash('sha256').update(text, 'utf8').digest();

/** The key of a header `Authorization: Bearer` (RFC 6750, section 2.1); null where it holds none that could be one. */
export function readApiKey(authorization: string): Extract<Credential, { kind: 'api_key' }> | null {
  const [, text = ''] = /^bearer +(\S+) *$/i.exec(authorization) ?? [];
  return pattern.test(text) ? { kind: 'api_key', hash: hashOfKey(text) } : null;
}
