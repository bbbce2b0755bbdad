import { Refusal, type RefusalCode } from '@countersign/contracts/platform';
import type { Device } from '../platform/index.js';

/** What a call of the sign-in library came to: its answer, and the cookies that it sets. */
export interface LibraryAnswer {
  readonly body: unknown;
  readonly cookies: readonly string[];
}

const refusals: { readonly [code: string]: RefusalCode } = {
  INVALID_EMAIL_OR_PASSWORD: 'credentials_wrong',
  INVALID_PASSWORD: 'credentials_wrong',
  USER_NOT_FOUND: 'credentials_wrong',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'credentials_wrong',
  USER_ALREADY_EXISTS: 'email_taken',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'email_taken',
  PASSWORD_TOO_SHORT: 'password_too_weak',
  PASSWORD_TOO_LONG: 'password_too_weak',
};
const details: { readonly [code in RefusalCode]?: string } = {
  password_too_weak: 'Use 10 to 128 characters.',
  email_taken: 'Sign in with it, or use another address.',
};

/** Ends a session by its id, whatever the library knows of it. */
export const endSession = { name: 'identity.end_session', text: 'delete from identity.session where id = $1' };

/** Headers that the library reads; no other part of the call reaches it. */
export function headersFor(device: Device): Headers {
  const headers = new Headers({ 'x-forwarded-for': device.ipAddress });
  if (device.userAgent) headers.set('user-agent', device.userAgent);
  if (device.cookie) headers.set('cookie', device.cookie);
  return headers;
}

/** The library's answer, or its refusal in our own words; anything else that it says is a bug of ours. */
export async function readAnswer(response: Response): Promise<LibraryAnswer> {
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return { body, cookies: response.headers.getSetCookie() };
  const said = (body as { code?: unknown } | null)?.code;
  const code = typeof said === 'string' ? refusals[said] : undefined;
  if (code === undefined) throw new Error(`the sign-in library answered ${response.status} ${String(said)}`);
  const detail = details[code];
  throw new Refusal(code, detail === undefined ? {} : { detail });
}
