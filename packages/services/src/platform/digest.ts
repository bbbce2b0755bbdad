import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';

/** Canonical JSON (RFC 8785) of a JSON value. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('this value has no JSON form');
  return text;
}

/** SHA-256 of text in UTF-8, lower-case hex. */
export const sha256Hex = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** SHA-256 over the canonical JSON, lower-case hex: what product.md calls a digest. */
export const digestOf = (value: unknown) => sha256Hex(canonicalJson(value));

/** Leaf hash of an audit entry (RFC 6962): SHA-256 of 0x00 and the canonical bytes. The database computes the same. */
export const leafOf = (canonical: string) => createHash('sha256').update(Buffer.from([0])).update(canonical, 'utf8').digest('hex');
