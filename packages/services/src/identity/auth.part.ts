import { betterAuth } from 'better-auth';
import type { DatabasePool } from '@countersign/database/platform';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { newId } from '../platform/ids.js';

/** Set by `app/`: where sessions are signed for, and by what. */
export interface AuthOptions {
  /** A pool of the role cs_identity, whose search path is the schema `identity`. */
  readonly pool: DatabasePool;
  readonly publicUrl: string;
  readonly secret: string;
}

/** Counted in UTF-16 code units, as the library counts. */
export const passwordLengthMin = 10;
export const passwordLengthMax = 128;
const sessionLifeSeconds = 7 * 24 * 3600;

/** The sign-in library: global identity only. Companies, members and roles are ours. */
export function createAuth({ pool, publicUrl, secret }: AuthOptions) {
  return betterAuth({
    baseURL: publicUrl,
    basePath: '/v1/auth',
    secret,
    database: pool,
    trustedOrigins: [publicUrl],
    emailAndPassword: { enabled: true, minPasswordLength: passwordLengthMin, maxPasswordLength: passwordLengthMax, autoSignIn: true },
    session: { expiresIn: sessionLifeSeconds, updateAge: sessionLifeSeconds },
    // Limits are ours, in PostgreSQL: see limit-tries.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: { cookiePrefix: 'countersign', useSecureCookies: isSecure(publicUrl), database: { generateId: () => newId() } },
  });
}
export type Auth = ReturnType<typeof createAuth>;

/** One name each: over https only the one that browsers set over https. */
const cookiePatterns = { plain: /(?:^|;\s*)countersign\.session_token=([^;]+)/, secure: /(?:^|;\s*)__Secure-countersign\.session_token=([^;]+)/ };
const isSecure = (publicUrl: string) => publicUrl.startsWith('https:');

/** The session token of a cookie header whose signature is ours, or null. The library signs with HMAC-SHA256 over the token. */
export function readSessionToken(cookieHeader: string | null, secret: string, publicUrl: string): string | null {
  const value = cookiePatterns[isSecure(publicUrl) ? 'secure' : 'plain'].exec(cookieHeader ?? '')?.[1];
  if (value === undefined) return null;
  const text = decode(value);
  const dot = text.lastIndexOf('.');
  if (dot < 1) return null;
  const token = text.slice(0, dot);
  const expected = createHmac('sha256', secret).update(token).digest();
  const given = Buffer.from(text.slice(dot + 1), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

/** Whether a call shows a session, be it a good one or not. */
export const showsSession = (cookieHeader: string | null, publicUrl: string) => cookiePatterns[isSecure(publicUrl) ? 'secure' : 'plain'].test(cookieHeader ?? '');

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
