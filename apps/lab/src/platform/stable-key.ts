import { createHash } from 'node:crypto';

/**
 * The same parts give the same key, in the form of a UUID (version 8, RFC 9562): an Idempotency-Key that a second run
 * of the same work finds again. Parts are told apart: ('a', 'b') and ('ab') differ.
 */
export function stableKey(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
