import { createHmac, timingSafeEqual } from 'node:crypto';

/** RFC 6238 with the parameters that every authenticator app has: SHA-1, six digits, steps of 30 seconds. */
const stepSeconds = 30;
const digits = 6;
/** Steps before and after ours that are taken too: a clock that is wrong by half a minute, or a slow typist (RFC 6238, 5.2). */
const drift = 1;

export const stepAt = (at: Date) => Math.floor(at.getTime() / 1000 / stepSeconds);

/** The code of one step (HOTP, RFC 4226, 5.3). */
export function codeOfStep(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const truncated = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(truncated % 10 ** digits).padStart(digits, '0');
}

/** The latest step near `at` that a code is of, or null. Each candidate is compared in the same time. */
export function findStep(secret: Buffer, code: string, at: Date): number | null {
  const given = Buffer.from(code.padEnd(digits).slice(0, digits));
  let found: number | null = null;
  for (let step = stepAt(at) - drift; step <= stepAt(at) + drift; step += 1) {
    if (timingSafeEqual(Buffer.from(codeOfStep(secret, step)), given) && code.length === digits) found = step;
  }
  return found;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 without padding (RFC 4648, 6). */
export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet.charAt(Number.parseInt(five.padEnd(5, '0'), 2))).join('');
}

/** What an authenticator app reads off a QR code (the Key Uri Format of Google Authenticator, which all of them take). */
export function keyUri(secret: Buffer, email: string): string {
  const issuer = 'Countersign';
  const label = `${issuer}:${encodeURIComponent(email)}`;
  return `otpauth://totp/${label}?secret=${toBase32(secret)}&issuer=${issuer}&algorithm=SHA1&digits=${digits}&period=${stepSeconds}`;
}
