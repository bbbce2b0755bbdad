import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/** A new id: UUIDv7 (RFC 9562), so that rows arrive in index order. */
export const newId = () => v7();

/** An id that the same words always give, for what is made once under a caller's own key (UUIDv8, RFC 9562). */
export function idFrom(...words: string[]): string {
  const bytes = createHash('sha256').update(words.map((word) => `${word.length}:${word}`).join('')).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
